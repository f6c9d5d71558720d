import { Failure } from '../../domain/shared/errors.ts';
import type { Columns } from './columns.ts';
import { tellKey } from './keys.ts';

/**
 * Azure's limits, checked before sending because Azurite checks none of them.
 * https://learn.microsoft.com/azure/storage/tables/scalability-targets
 */
const mostBytesARow = 1_048_576;
/** 255 less PartitionKey, RowKey and Timestamp. */
const mostColumns = 252;
const mostRowsATransaction = 100;
const mostBytesATransaction = 4 * 1_048_576;
/** Boundaries, URL and headers round each row of a transaction; about 700 bytes measured, and keys of up to 512. */
const envelopeBytes = 2_048;

/** A row ready to send. */
export interface EncodedRow {
  readonly partitionKey: string;
  readonly rowKey: string;
  readonly columns: Columns;
}

/** Throws `Failure('storage-limit')` for a row that Azure would refuse. */
export function checkRow(row: EncodedRow): void {
  const count = Object.keys(row.columns).length;
  if (count > mostColumns) {
    throw tooMuch(`The row ${tellKey(row.rowKey)} needs ${count} columns, and storage takes ${mostColumns}.`);
  }
  const size = rowSize(row);
  if (size > mostBytesARow) {
    throw tooMuch(`The row ${tellKey(row.rowKey)} takes ${size} bytes, and storage takes ${mostBytesARow}.`);
  }
}

/** Throws `Failure('storage-limit')` for rows that one transaction cannot hold. */
export function checkTransaction(rows: readonly EncodedRow[]): void {
  if (rows.length > mostRowsATransaction) {
    throw tooMuch(`${rows.length} rows are too many for one transaction of ${mostRowsATransaction}.`);
  }
  if (new Set(rows.map((row) => row.rowKey)).size !== rows.length) {
    throw new Failure('storage-limit', 'A transaction can write a row only once; nothing was written.');
  }
  const bytes = rows.reduce((sum, row) => sum + sentSize(row), 0);
  if (bytes > mostBytesATransaction) {
    throw tooMuch(`The rows take ${bytes} bytes, and one transaction takes ${mostBytesATransaction}.`);
  }
}

/** Cuts rows, in their order, into the fewest runs that each fit a transaction. */
export function planTransactions(rows: readonly EncodedRow[]): { start: number; end: number }[] {
  const runs: { start: number; end: number }[] = [];
  let start = 0;
  let bytes = 0;
  let keys = new Set<string>();
  rows.forEach((row, index) => {
    const size = sentSize(row);
    const full = index - start === mostRowsATransaction || bytes + size > mostBytesATransaction;
    if (index > start && (full || keys.has(row.rowKey))) {
      runs.push({ start, end: index });
      start = index;
      bytes = 0;
      keys = new Set();
    }
    bytes += size;
    keys.add(row.rowKey);
  });
  if (rows.length > start) runs.push({ start, end: rows.length });
  return runs;
}

/**
 * Bytes as Azure counts them: 4 a row, 2 a character of the keys, and for each property 8, 2 a character of
 * its name and its value, a string being 4 and 2 a UTF-16 unit. Timestamp is counted too, to be safe.
 * https://learn.microsoft.com/archive/blogs/avkashchauhan/how-the-size-of-an-entity-is-caclulated-in-windows-azure-table-storage
 */
export function rowSize(row: EncodedRow): number {
  let size = 4 + 2 * (row.partitionKey.length + row.rowKey.length) + 8 + 2 * 'Timestamp'.length + 8;
  for (const [name, value] of Object.entries(row.columns)) size += 8 + 2 * name.length + valueSize(value);
  return size;
}

function valueSize(value: Columns[string]): number {
  if (typeof value === 'string') return 4 + 2 * value.length;
  return typeof value === 'boolean' ? 1 : 8;
}

function sentSize(row: EncodedRow): number {
  return envelopeBytes + Buffer.byteLength(JSON.stringify(row.columns));
}

function tooMuch(message: string): Failure {
  return new Failure(
    'storage-limit',
    `${message} Shorten the text or write less at a time; nothing was written.`,
  );
}
