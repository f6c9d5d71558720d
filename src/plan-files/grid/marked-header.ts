/** Ends the header of a column that tells its reader something and is left out of every import. */
export const notImported = '(not imported)';
/** Ends the header of a column that is kept under its header, whatever that says. */
export const asWritten = '(as written)';

/** What an export has said of a column in its header; null for a header that bears no such mark. */
export function readHeaderMark(header: string): { kept: boolean; header: string } | null {
  const text = header.trimEnd();
  if (text.endsWith(notImported)) {
    return { kept: false, header: text };
  }
  return text.endsWith(asWritten) ? { kept: true, header: text.slice(0, -asWritten.length).trimEnd() } : null;
}
