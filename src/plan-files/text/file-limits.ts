/** Trackers are tens of kilobytes; these bounds keep a hostile or mistaken file from taking the service down. */
export const fileLimits = {
  bytes: 10 * 1024 * 1024,
  package: { entries: 5_000, unpackedBytes: 24 * 1024 * 1024 },
  sheets: 100,
  /** Of all sheets of a workbook, blank but formatted ones included; each takes some 600 bytes to read. */
  cells: 300_000,
  rows: 20_000,
  /** Of one sheet. */
  merges: 20_000,
  columns: 200,
  /** Elements of a Word document that are kept to read it; each takes some 250 bytes. */
  xmlElements: 200_000,
  /** Tables of a Word document. */
  tables: 1_000,
  /** Of all cells together, in UTF-16 units. */
  characters: 10_000_000,
} as const;

/** A name fit to show in a message: no folder, no control characters, not endless. */
export function fileLabel(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const shown = base.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').slice(0, 100);
  return shown === '' ? 'The file' : shown;
}
