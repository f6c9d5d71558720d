import { type OfficeKind, openOfficePackage } from '../office/office-package.ts';
import { unreadable } from '../office/unreadable.ts';
import { readExcel } from './excel/read-excel.ts';
import { leaveOutErrors } from './grid/error-cells.ts';
import type { Grid } from './grid/grid.ts';
import { readCsv } from './grid/read-csv.ts';
import { fileLabel, fileLimits } from './text/file-limits.ts';
import { readWord } from './word/read-word.ts';

/**
 * Turns a file into a grid by what it contains; its name's ending is not believed. `score` tells how much of
 * what the caller looks for a grid holds, which decides between delimiters; `readsHidden` has a document's hidden text read with the rest. Throws Refusal('file-unreadable').
 */
export async function readGrid(
  name: string,
  bytes: Uint8Array,
  score: (grid: Grid) => number,
  readsHidden = false,
): Promise<Grid> {
  const file = fileLabel(name);
  if (bytes.byteLength === 0) {
    throw unreadable(file, 'is empty: send the plan as .docx, .xlsx or CSV.');
  }
  if (bytes.byteLength > fileLimits.bytes) {
    throw unreadable(
      file,
      `is larger than ${fileLimits.bytes / 1024 / 1024} MB: take out pictures and old sheets and send it again.`,
    );
  }
  const latin = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1');
  const other = otherKinds.find(({ starts }) => starts.test(latin));
  if (other !== undefined) {
    throw unreadable(file, other.message);
  }
  if (latin.startsWith('\xd0\xcf\x11\xe0')) {
    throw unreadable(file, messageOfOldContainer(bytes));
  }
  if (latin.startsWith('PK')) {
    return leaveOutErrors(await readPackage(file, bytes, readsHidden));
  }
  return leaveOutErrors(readCsv(file, bytes, score));
}

async function readPackage(file: string, bytes: Uint8Array, readsHidden: boolean): Promise<Grid> {
  const opened = await openOfficePackage(file, bytes, fileLimits.package);
  switch (opened.kind) {
    case 'excel':
      return readExcel(file, opened);
    case 'word':
      return readWord(file, opened, readsHidden);
    default:
      throw unreadable(file, packageMessages[opened.kind]);
  }
}

const saveAsExcel = 'save the plan as .docx, .xlsx or CSV and send that.';

const otherKinds: ReadonlyArray<{ starts: RegExp; message: string }> = [
  { starts: /^%PDF/, message: `is a PDF, which cannot be imported: ${saveAsExcel}` },
  { starts: /^(\x89PNG|\xff\xd8\xff|GIF8|BM.{4}\0\0\0\0|RIFF)/s, message: `is a picture: ${saveAsExcel}` },
  { starts: /^\{\\rtf/, message: `is a rich-text document: ${saveAsExcel}` },
  {
    starts: /^(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|table)/i,
    message: `is a web page or XML, neither a document nor a workbook: ${saveAsExcel}`,
  },
];

const packageMessages: Record<Exclude<OfficeKind, 'excel' | 'word'>, string> = {
  presentation: `is a presentation: ${saveAsExcel}`,
  'excel-binary': `is a binary workbook (.xlsb): ${saveAsExcel}`,
  'open-document': 'is an OpenDocument file: save it as .docx, .xlsx or CSV and send that.',
  other: `is neither a Word document nor a workbook: ${saveAsExcel}`,
};

/** Office's old container holds .xls and .doc files, and also a modern workbook under a password. */
function messageOfOldContainer(bytes: Uint8Array): string {
  const isEncrypted = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isEncrypted
    ? 'is protected by a password: take the password off (File, Info, Protect) and send it again.'
    : 'is in the format Office used before 2007 (.doc, .xls): open it in Word or Excel, save it as .docx or .xlsx and send that.';
}
