import { Refusal } from '../../domain/shared/errors.ts';

/** Trackers are tens of kilobytes; these bounds keep a hostile or mistaken file from taking the service down. */
export const fileLimits = {
  bytes: 10 * 1024 * 1024,
  /** All parts of a packed file that are read, unpacked. */
  unpackedBytes: 24 * 1024 * 1024,
  packedEntries: 5_000,
  sheets: 100,
  /** Of all sheets of a workbook, blank but formatted ones included; each takes some 600 bytes to read. */
  cells: 300_000,
  rows: 20_000,
  /** Of one sheet. */
  merges: 20_000,
  columns: 200,
  /** Elements of a Word document that are kept to read it; each takes some 250 bytes. */
  xmlElements: 200_000,
  /** One inside the other. */
  xmlDepth: 300,
  /** Tables of a Word document. */
  tables: 1_000,
  /** Of all cells together, in UTF-16 units. */
  characters: 10_000_000,
} as const;

/** A file that cannot be read, or should not be: the message names it and says what to do. */
export function unreadable(file: string, what: string, cause?: unknown): Refusal {
  return new Refusal('file-unreadable', `${file} ${what}`, cause === undefined ? {} : { cause });
}

/** A name fit to show in a message: no folder, no control characters, not endless. */
export function fileLabel(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const shown = base.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').slice(0, 100);
  return shown === '' ? 'The file' : shown;
}
