import { compare, type Fact, type Figure, type Findings, takeTurns } from './measure.ts';
import { runAlone } from './run-alone.ts';
import { seedPlan } from './seed-plan.ts';
import { startStorage } from './subjects.ts';

const sizes = [115, 1_000];
const rounds = 3;

/** The board paper from storage to Word file, against the same rows and pictures, made already, written by the library alone. */
export async function measurePapers(): Promise<Findings> {
  const figures: Figure[] = [];
  const facts: Fact[] = [];
  for (const actions of sizes) {
    const storage = await startStorage();
    try {
      await seedPlan(storage.connectionString, actions);
      const peaks: number[] = [];
      const ran = async (task: 'floor' | 'ours') => {
        const { milliseconds, megabytes } = await runAlone(
          'paper-process.ts',
          task,
          storage.connectionString,
        );
        if (task === 'ours') peaks.push(megabytes);
        return [milliseconds];
      };
      const taken = await takeTurns(rounds, { floor: () => ran('floor'), ours: () => ran('ours') });
      const name = `Paper of ${actions.toLocaleString('en-GB')} actions`;
      figures.push(compare({ name, unit: 'ms', floorName: 'docx, rows ready' }, taken));
      facts.push({ name: `${name}, peak memory`, value: `${Math.max(...peaks).toFixed(0)} MB` });
    } finally {
      await storage.stop();
    }
  }
  return { figures, facts };
}
