/** Ticks of the scheduler, and the floor: one bare scan of the plans' partition; in a process of their own. */
import { TableClient } from '@azure/data-tables';
import pino from 'pino';
import { createApp } from '../../src/app.ts';
import { loadConfig } from '../../src/config.ts';
import { runDue } from '../../src/use-cases/delivery/run-due.ts';
import { answerCalls } from '../support/child-calls.ts';

async function timed(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const from = performance.now();
    await work();
    samples.push(performance.now() - from);
  }
  return samples;
}

answerCalls({
  /** Gives each tick's milliseconds. */
  tick(connectionString: string, times: number) {
    const { services } = createApp({
      config: loadConfig({ STORAGE_CONNECTION_STRING: connectionString }),
      storage: { connectionString },
      logger: pino({ level: 'silent' }),
    });
    return timed(times, () => runDue(services));
  },
  /** Gives each scan's milliseconds. */
  scan(connectionString: string, times: number) {
    const table = TableClient.fromConnectionString(connectionString, 'directory', {
      allowInsecureConnection: true,
    });
    return timed(times, async () => {
      const rows = [];
      const queryOptions = { filter: "PartitionKey eq '~plans'" };
      for await (const page of table.listEntities({ queryOptions }).byPage({ maxPageSize: 1_000 }))
        rows.push(...page);
      if (rows.length === 0) throw new Error('There are no plans.');
    });
  },
});
