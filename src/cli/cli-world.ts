import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { withOutsideNames } from '../domain/cycle/outside-name.ts';
import { Refusal } from '../domain/shared/errors.ts';
import type { Services } from '../ports.ts';
import type { DueReport } from '../use-cases/delivery/run-due.ts';

/** What the commands need of the process around them; `at` replaces the clock for one tick. */
export interface CliWorld {
  /** Opens storage; called once, by commands that need it, after their input has been read. */
  open(at: string | null): Promise<{
    readonly services: Services;
    runDueOnce(): Promise<DueReport & { readonly sent: number }>;
    /** The address of a calendar link; null where the service has no public one. */
    calendarUrl(token: string): string | null;
  }>;
  readonly tenantId: string;
  readonly production: boolean;
  /** Writes one line of result. */
  out(text: string): void;
  /** Writes one line for people: what went wrong. */
  err(text: string): void;
}

/** Who acts at the command line. */
export const operator = { via: 'cli' } as const;

/** Above the 10 MB that readers take, so that they say what is wrong in their own words. */
const largestRead = 11 * 1024 * 1024;

/** A file named on the command line. Throws `file-unreadable`. */
export async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > largestRead) {
      throw new Refusal(
        'file-unreadable',
        `${basename(file)} is larger than 10 MB. Save the tracker without its pictures.`,
      );
    }
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('file-unreadable', `${file} can’t be read. Check the name and that it is a file.`, {
      cause,
    });
  }
}

export interface PlanOption {
  readonly plan: string;
  readonly json?: boolean;
}

/** A command about one plan, which prints for people or for machines. */
export const withPlan = (command: Command) =>
  command
    .requiredOption('--plan <id>', 'the plan’s id, such as wexcombe-send')
    .option('--json', 'print the result as JSON');

/** Prints a result as the options ask for it. */
export function output<T>(
  world: CliWorld,
  options: { json?: boolean },
  value: T,
  print: (value: T) => string,
): void {
  world.out(options.json ? JSON.stringify(value, withOutsideNames, 2) : print(value));
}
