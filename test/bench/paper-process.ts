/** One board paper, or its floor, in a process of its own, so that its peak memory is its own. Sends milliseconds and megabytes. */
import process from 'node:process';
import {
  Document,
  type FileChild,
  HeadingLevel,
  ImageRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx';
import { connectTables } from '../../src/adapters/tables/connect.ts';
import { createPlanStore } from '../../src/adapters/tables/plan-store.ts';
import type { PaperBlock, PaperText } from '../../src/domain/paper/paper.ts';
import { drawPng } from '../../src/reports/pictures/draw-picture.ts';
import { makePaper } from '../../src/use-cases/paper/make-paper.ts';
import { writePaperFile } from '../../src/use-cases/paper/write-paper-file.ts';
import { createFixedClock } from '../support/fixed-clock.ts';
import { planId } from './seed-plan.ts';

const [task, connectionString = ''] = process.argv.slice(2);

const services = {
  store: createPlanStore(connectTables({ connectionString })),
  clock: createFixedClock('2026-12-01T09:00:00Z'),
};
const request = { planId, cycleId: null, isPublic: false };
const operator = { via: 'cli' } as const;

const runs = (texts: readonly PaperText[]) => texts.map(({ text }) => new TextRun(text));
const cell = (texts: readonly PaperText[]) =>
  new TableCell({ children: [new Paragraph({ children: runs(texts) })] });
const table = (rows: readonly (readonly (readonly PaperText[])[])[]) =>
  new Table({ rows: rows.map((cells) => new TableRow({ children: cells.map(cell) })) });

/** A block as the library writes it with nothing said of how it looks; `picture` is there already. */
function bare(block: PaperBlock, picture: Uint8Array): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [new Paragraph({ text: block.text, heading: HeadingLevel.HEADING_1 })];
    case 'paragraph':
      return [new Paragraph({ children: runs(block.runs) })];
    case 'list':
      return block.items.map((item) => new Paragraph({ children: runs(item) }));
    case 'facts':
      return [table(block.rows.map(({ label, value }) => [[{ text: label }], value]))];
    case 'table':
      return [table([block.columns.map(({ header }) => [{ text: header }]), ...block.rows])];
    case 'picture':
      return [
        new Paragraph({
          children: [
            new ImageRun({ type: 'png', data: picture, transformation: { width: 480, height: 240 } }),
          ],
        }),
      ];
  }
}

/** The rows, texts and pictures of the same paper, there before the clock starts, written by the library alone. */
async function prepareFloor(): Promise<() => Promise<void>> {
  const { paper } = await makePaper(services, operator, request);
  const blocks = [...paper.frontSheet, ...paper.body];
  const pictures = await Promise.all(
    blocks.map(async (block) =>
      block.kind === 'picture'
        ? (await drawPng(block.picture, { width: 480, heading: '' }, 2)).bytes
        : new Uint8Array(),
    ),
  );
  return async () => {
    const children = blocks.flatMap((block, at) => bare(block, pictures[at] ?? new Uint8Array()));
    await Packer.toBuffer(new Document({ sections: [{ children }] }));
  };
}

async function write(): Promise<void> {
  await writePaperFile(services, operator, { ...request, look: 'plain' });
}

// Storage's connection, the fonts and the libraries are there in a service that has been asked before.
const work = task === 'floor' ? await prepareFloor() : write;
await work();
const from = performance.now();
await work();
const milliseconds = performance.now() - from;
process.send?.({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 });
process.disconnect?.();
