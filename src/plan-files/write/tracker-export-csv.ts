import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { guardText } from '../../domain/export/formula-text.ts';
import type { TrackerSheet } from '../../domain/export/tracker-sheet.ts';

const byteOrderMark = '\ufeff';
const linesAtOnce = 100;

/**
 * Writes a tracker as CSV (RFC 4180) in UTF-8 with a byte-order mark, as Excel wants it: titles, header, actions, and the
 * rating key at the foot. Texts that a spreadsheet would run are guarded with an apostrophe. `out` is ended.
 */
export async function writeTrackerCsv(sheet: TrackerSheet, out: Writable): Promise<void> {
  const lines = linesOf(sheet);
  let chunk = byteOrderMark;
  for (const [at, texts] of lines.entries()) {
    chunk += `${texts.map(field).join(',')}\r\n`;
    if (at % linesAtOnce === linesAtOnce - 1) {
      if (!out.write(chunk)) await once(out, 'drain');
      chunk = '';
    }
  }
  out.end(chunk);
  await finished(out);
}

function linesOf({ titles, columns, rows, ratingKey }: TrackerSheet): string[][] {
  return [
    ...titles.map((title) => [title]),
    [],
    columns.map(({ header }) => header),
    ...rows.map((cells) => cells.map(({ text }) => text)),
    [],
    ['Rating key', 'Meaning'],
    ...ratingKey.map(({ label, meaning }) => [label, meaning]),
  ];
}

function field(text: string): string {
  const safe = guardText(text);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
