import { readdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import {
  createPlanFileReader,
  type ThreadedReader,
} from '../../../src/adapters/file-worker/plan-file-reader.ts';
import { createSilentTelemetry } from '../../../src/adapters/telemetry/telemetry.ts';
import type { ReadingChoices } from '../../../src/domain/plan/plan-columns.ts';
import { readPlanFile } from '../../../src/plan-files/read-plan-file.ts';
import { buildWord, cell, headerRow, row, table } from '../../support/build-word.ts';
import { buildWorkbook, fillTracker } from '../../support/build-workbook.ts';
import { eventually } from '../../support/eventually.ts';
import { smallTracker } from '../../support/small-plan.ts';

const plain: ReadingChoices = { columnMap: {}, readingAnswers: {}, knownRefs: [], terms: [] };
const csv = Buffer.from(smallTracker);
/** Takes a second or more to read, and more memory than a thread of the smallest size has. */
const large = Buffer.from(
  [
    'Ref,Theme,Action,Timescale,Progress,RAG',
    ...Array.from(
      { length: 15_000 },
      (_, at) => `${at},Theme ${at % 9},Publish pathway ${at},June 2027,The group met ${at} times.,Red`,
    ),
  ].join('\r\n'),
);

const readers: ThreadedReader[] = [];
function readerWith(options: Parameters<typeof createPlanFileReader>[1] = {}): ThreadedReader {
  const reader = createPlanFileReader(createSilentTelemetry(), options);
  readers.push(reader);
  return reader;
}
afterEach(async () => {
  await Promise.all(readers.splice(0).map((reader) => reader.close()));
});

describe('a plan file read in a thread', () => {
  it('is what it is when read here, and its sender keeps the bytes', async () => {
    const word = await buildWord([
      table([
        headerRow(['Ref', 'Action', 'By when', 'Lead']),
        row(['1A i–iii', 'Agree the therapy offer', 'June 2027', 'Ada Quill'].map((text) => cell(text))),
      ]),
    ]);
    const files: [string, Uint8Array, ReadingChoices][] = [
      ['october.csv', csv, plain],
      ['october.csv', csv, { ...plain, columnMap: { Progress: 'evidence' } }],
      ['Tracker.xlsx', await buildWorkbook(fillTracker), plain],
      ['plan.docx', word, { ...plain, readingAnswers: { 'range:1ai-iii': 'apart' } }],
    ];
    const reader = readerWith();
    for (const [name, bytes, choices] of files) {
      const size = bytes.length;
      expect(await reader.read(name, bytes, choices)).toEqual(await readPlanFile(name, bytes, choices));
      expect(bytes).toHaveLength(size);
    }
    expect(reader.threads()).toBe(1);
  });

  it.each([
    ['not a plan', 'shopping.csv', Buffer.from('Bread,Milk\r\n1,2\r\n')],
    ['unreadable', 'broken.xlsx', Buffer.from('PK\u0003\u0004 and nothing else')],
  ])('is refused in the same words when it is %s', async (_what, name, bytes) => {
    const refusal = await readPlanFile(name, bytes).catch((error: unknown) => error);
    const { code, message } = refusal as { code: string; message: string };
    await expect(readerWith().read(name, bytes, plain)).rejects.toMatchObject({
      name: 'Refusal',
      code,
      message,
    });
  });

  it.runIf(process.platform === 'linux')('lets everything else of the process go first', async () => {
    /** Of each of the process’s threads, its field 19 in proc_pid_stat(5); the name before may hold spaces. */
    const priorities = () =>
      readdirSync('/proc/self/task').map((id) =>
        Number(readFileSync(`/proc/self/task/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[16]),
      );
    const before = priorities();
    const reader = readerWith();
    await reader.read('october.csv', csv, plain);
    const low = constants.priority.PRIORITY_BELOW_NORMAL;
    expect(before).not.toContain(low);
    expect(priorities().filter((priority) => priority === low)).toHaveLength(1);
  });

  it('is refused with what to do when it takes too long, and its thread is gone', async () => {
    const reader = readerWith({ patienceMilliseconds: 20 });
    await expect(reader.read('large.csv', large, plain)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/^large\.csv took longer than 0\.02 seconds to read\. Save it without/),
    });
    expect(reader.threads()).toBe(0);
  });

  it('is refused with what to do when it needs too much memory, and the next one is read', async () => {
    const reader = readerWith({ heapMegabytes: 40 });
    await expect(reader.read('large.csv', large, plain)).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/^large\.csv needs too much memory to read\. Save it without/),
    });
    expect(reader.threads()).toBe(0);
    expect((await reader.read('october.csv', csv, plain)).actions).toHaveLength(4);
  });
});

describe('the threads', () => {
  it('start with the first file, are two at most, and end when they have nothing to do', async () => {
    const reader = readerWith({ idleMilliseconds: 100 });
    expect(reader.threads()).toBe(0);
    const reading = Array.from({ length: 6 }, () => reader.read('october.csv', csv, plain));
    await eventually(() => expect(reader.threads()).toBe(2));
    for (const { actions } of await Promise.all(reading)) expect(actions).toHaveLength(4);
    expect(reader.threads()).toBeLessThanOrEqual(2);
    await eventually(() => expect(reader.threads()).toBe(0));
    expect((await reader.read('october.csv', csv, plain)).actions).toHaveLength(4);
  });
});
