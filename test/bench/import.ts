import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compare, type Figure, takeTurns } from './measure.ts';
import { buildRegister } from './register.ts';
import { runAlone } from './run-alone.ts';
import { startStorage } from './subjects.ts';

const rowCount = 10_000;
const rounds = 3;

/** A 10,000-row workbook into storage, against the library's reading plus the same rows written by the SDK alone. */
export async function measureImport(): Promise<Figure[]> {
  const [storage, folder] = await Promise.all([
    startStorage(),
    mkdtemp(path.join(tmpdir(), 'board-actions-import-')),
  ]);
  const file = path.join(folder, 'register.xlsx');
  try {
    await writeFile(file, await buildRegister(rowCount));
    const memory: { floor: number[]; ours: number[] } = { floor: [], ours: [] };
    let plans = 0;
    const ran = async (task: keyof typeof memory) => {
      plans += 1;
      const { milliseconds, megabytes } = await runAlone(
        'import-process.ts',
        ...[task, storage.connectionString, file, `bench-${plans}`, 'bench-1'],
      );
      memory[task].push(megabytes);
      return [milliseconds];
    };
    // The first import gives the floor its rows and warms storage up; it is not counted.
    await ran('ours');
    memory.ours.length = 0;
    const taken = await takeTurns(rounds, { floor: () => ran('floor'), ours: () => ran('ours') });
    const name = `Import of ${rowCount.toLocaleString('en-GB')} rows`;
    const peaks = memory.floor.map((floor, round) => ({ floor: [floor], ours: [memory.ours[round] ?? 0] }));
    return [
      compare({ name, unit: 'ms', floorName: 'exceljs + raw batches' }, taken),
      compare({ name: `${name}, peak memory`, unit: 'MB', floorName: 'exceljs + raw batches' }, peaks),
    ];
  } finally {
    await Promise.all([storage.stop(), rm(folder, { recursive: true, force: true })]);
  }
}
