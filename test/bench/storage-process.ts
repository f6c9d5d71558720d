/** Azurite in a process of its own, so that its work is not counted as ours. Ends when its parent disconnects. */
import { startTestStorage } from '../support/azurite.ts';

const storage = await startTestStorage();
process.once('disconnect', () => {
  storage.close().then(
    () => process.exit(0),
    () => process.exit(1),
  );
});
process.send?.({ connectionString: storage.connectionString });
