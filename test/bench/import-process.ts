/** One import, or its floor, in a process of its own, so that its peak memory is its own. Sends milliseconds and megabytes. */
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { TableClient, type TransactionAction } from '@azure/data-tables';
import ExcelJS from 'exceljs';
import { connectTables, createTables } from '../../src/adapters/tables/connect.ts';
import { createDirectory } from '../../src/adapters/tables/directory.ts';
import { createPlanStore } from '../../src/adapters/tables/plan-store.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { importPlan } from '../../src/use-cases/import/import-plan.ts';
import { createFixedClock } from '../support/fixed-clock.ts';

const [task, connectionString = '', file = '', planId = '', rowsOf = ''] = process.argv.slice(2);

/** What `import` does, its process and storage already there. */
async function importWorkbook(bytes: Uint8Array): Promise<void> {
  const tables = connectTables({ connectionString });
  const services = {
    store: createPlanStore(tables),
    directory: createDirectory(tables),
    clock: createFixedClock('2026-12-01T09:00:00Z'),
  };
  await createTables(tables);
  const imported = await readPlanFile('register.xlsx', bytes);
  const request = { planId, tenantId: 'local', name: null, imported, dryRun: false };
  const report = await importPlan(services, { via: 'cli' }, request);
  if (!report.written) throw new Error('Nothing was imported.');
}

/** The reading library's cells, then the rows that an import wrote, sent by the SDK alone. */
async function readAndWrite(bytes: Uint8Array, rows: readonly Record<string, unknown>[]): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  // exceljs declares the Buffer of an older Node.
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer);
  let cells = 0;
  workbook.eachSheet((sheet) => {
    sheet.eachRow((row) => {
      row.eachCell(() => {
        cells += 1;
      });
    });
  });
  if (cells === 0) throw new Error('The workbook is empty.');
  const table = TableClient.fromConnectionString(connectionString, 'plans', {
    allowInsecureConnection: true,
  });
  for (let from = 0; from < rows.length; from += 100) {
    const actions = rows
      .slice(from, from + 100)
      .map(
        (row): TransactionAction => [
          'create',
          { ...row, partitionKey: planId, rowKey: String(row['rowKey']) },
        ],
      );
    await table.submitTransaction(actions);
  }
}

/** The stored rows of an earlier import, which the floor writes again; read before the clock starts. */
async function storedRows(): Promise<Record<string, unknown>[]> {
  const table = TableClient.fromConnectionString(connectionString, 'plans', {
    allowInsecureConnection: true,
  });
  const rows: Record<string, unknown>[] = [];
  const filter = `PartitionKey eq '${rowsOf}'`;
  for await (const row of table.listEntities<Record<string, unknown>>({ queryOptions: { filter } })) {
    const { etag: _etag, timestamp: _timestamp, ...columns } = row;
    rows.push(columns);
  }
  return rows;
}

const bytes = new Uint8Array(await readFile(file));
const rows = task === 'floor' ? await storedRows() : [];
const from = performance.now();
await (task === 'floor' ? readAndWrite(bytes, rows) : importWorkbook(bytes));
const milliseconds = performance.now() - from;
process.send?.({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 });
process.disconnect?.();
