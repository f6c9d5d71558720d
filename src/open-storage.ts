import type { StorageSettings } from './adapters/tables/connect.ts';
import type { Config } from './config.ts';
import type { Logger } from './ports.ts';

export interface OpenedStorage {
  readonly settings: StorageSettings;
  close(): Promise<void>;
}

/**
 * The storage a configuration names; the embedded one is loaded only where it is used, and is no part of production.
 * `onLost` hears that the embedded one has ended by itself.
 */
export async function openStorage(
  { storage }: Pick<Config, 'storage'>,
  logger: Logger,
  onLost?: () => void,
): Promise<OpenedStorage> {
  const nothingToClose = async () => undefined;
  switch (storage.kind) {
    case 'connection-string':
      return { settings: { connectionString: storage.connectionString }, close: nothingToClose };
    case 'account':
      return { settings: { accountName: storage.accountName }, close: nothingToClose };
    case 'embedded': {
      const { openEmbeddedStorage } = await import('./demo/embedded-storage.ts');
      const embedded = await openEmbeddedStorage({
        dataDir: storage.dataDir,
        logger,
        ...(onLost === undefined ? {} : { onLost }),
      });
      return { settings: { connectionString: embedded.connectionString }, close: () => embedded.close() };
    }
  }
}
