/** The first of January 1980 at midnight, the earliest that a zip file can say; time and date as its headers have them. */
const earliest = 0x00_21_00_00;
const endOfDirectory = 0x06_05_4b_50;
const directoryEntry = 0x02_01_4b_50;
/** Bytes of the end of a directory without its comment, and of an entry without its name. */
const endBytes = 22;
const entryBytes = 46;

/**
 * A package that says nothing of when it was packed: the same parts give the same bytes. Its own bytes are changed. Throws an
 * `Error` for what is no package.
 */
export function undateZip(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - endBytes;
  while (end >= 0 && view.getUint32(end, true) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('A package ends with its directory.');
  let entry = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(entry, true) !== directoryEntry) throw new Error('A package lists its parts.');
    view.setUint32(entry + 12, earliest, true);
    view.setUint32(view.getUint32(entry + 42, true) + 10, earliest, true);
    const named = [28, 30, 32].reduce((sum, at) => sum + view.getUint16(entry + at, true), 0);
    entry += entryBytes + named;
  }
  return bytes;
}
