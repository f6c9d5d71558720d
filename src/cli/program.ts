import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Command, CommanderError, Option } from 'commander';
import { Refusal } from '../domain/errors.ts';
import { readPeopleFile } from '../plan-files/read-people-file.ts';
import { readPlanFile } from '../plan-files/read-plan-file.ts';
import type { Services } from '../ports.ts';
import { assignLeads, type ActionSelection } from '../use-cases/assign-leads.ts';
import { chaseReplies } from '../use-cases/chase-replies.ts';
import { freezeCycle } from '../use-cases/freeze-cycle.ts';
import { importPeople } from '../use-cases/import-people.ts';
import { importPlan, parsePlanId } from '../use-cases/import-plan.ts';
import { listPeople } from '../use-cases/list-people.ts';
import { openCycle } from '../use-cases/open-cycle.ts';
import type { DueReport } from '../use-cases/run-due.ts';
import { showDigest } from '../use-cases/show-digest.ts';
import { showStatus } from '../use-cases/show-status.ts';
import {
  printAssigned,
  printChased,
  printCycle,
  printDigest,
  printDue,
  printImport,
  printOpened,
  printPeople,
  printPeopleImport,
  printStatus,
} from './print.ts';

/** What the commands need of the process around them; `at` replaces the clock for one tick. */
export interface CliWorld {
  /** Opens storage; called once, by commands that need it, after their input has been read. */
  open(at: string | null): Promise<{
    readonly services: Services;
    runDueOnce(): Promise<DueReport & { readonly sent: number }>;
  }>;
  readonly tenantId: string;
  readonly production: boolean;
  /** Writes one line of result. */
  out(text: string): void;
}

const operator = { via: 'cli' } as const;
/** Above the 10 MB that readers take, so that they say what is wrong in their own words. */
const largestRead = 11 * 1024 * 1024;

async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > largestRead) {
      throw new Refusal('file-unreadable', `${basename(file)} is larger than 10 MB. Save the tracker without its pictures.`);
    }
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal('file-unreadable', `${file} can’t be read. Check the name and that it is a file.`, { cause });
  }
}

interface PlanOption {
  readonly plan: string;
  readonly json?: boolean;
}
interface MeetingOption extends PlanOption {
  readonly meeting?: string;
}

const withPlan = (command: Command) =>
  command
    .requiredOption('--plan <id>', 'the plan’s id, such as wexcombe-send')
    .option('--json', 'print the result as JSON');
const withMeeting = (command: Command) =>
  withPlan(command).option('--meeting <date>', 'the board meeting, as 2026-12-16');

function selectionOf(options: { ref?: string; theme?: string; priority?: string }): ActionSelection {
  const given = [options.ref, options.theme, options.priority].filter((value) => value !== undefined);
  if (given.length !== 1) throw new Refusal('bad-input', 'Give exactly one of --ref, --theme and --priority.');
  if (options.ref !== undefined) return { by: 'ref', ref: options.ref };
  if (options.theme !== undefined) return { by: 'theme', text: options.theme };
  return { by: 'priority', text: options.priority ?? '' };
}

/** The PM's and operator's commands. Throws `Refusal` and `Failure`; `runCli` turns them into exit codes. */
export function createProgram(world: CliWorld): Command {
  const program = new Command('board-actions').description('Board Actions: the project manager’s commands');
  const show = <T>(options: { json?: boolean }, value: T, print: (value: T) => string) =>
    world.out(options.json ? JSON.stringify(value, null, 2) : print(value));

  withPlan(program.command('import <file>'))
    .description('read a tracker (.csv or .xlsx) into a plan')
    .option('--name <text>', 'what the plan is called')
    .option('--dry-run', 'say what would change and write nothing')
    .action(async (file: string, options: PlanOption & { name?: string; dryRun?: boolean }) => {
      const planId = parsePlanId(options.plan);
      const imported = await readPlanFile(basename(file), await readBounded(file));
      const { services } = await world.open(null);
      const { name = null, dryRun = false } = options;
      const report = await importPlan(services, operator, { planId, tenantId: world.tenantId, name, imported, dryRun });
      const { source, rows, actions, ratingKey } = imported;
      const { warnings, changes, created, written } = report;
      const people = listLeadTexts(actions);
      show(options, { plan: planId, name: report.name, source, rows, actions, people, ratingKey, warnings, changes, created, written }, printImport);
    });

  const people = program.command('people').description('who is in a plan');
  withPlan(people.command('import <file>'))
    .description('read a people list: name, initials, aliases, e-mail, Entra object id, agency, role')
    .action(async (file: string, options: PlanOption) => {
      const planId = parsePlanId(options.plan);
      const read = await readPeopleFile(basename(file), await readBounded(file));
      const { services } = await world.open(null);
      const report = await importPeople(services, operator, planId, read.people);
      show(options, { ...report, warnings: read.warnings }, printPeopleImport);
    });
  withPlan(people.command('list'))
    .description('the people of a plan, what they lead, and the actions without a confirmed lead')
    .action(async (options: PlanOption) => {
      const { services } = await world.open(null);
      show(options, await listPeople(services, operator, parsePlanId(options.plan)), printPeople);
    });

  withPlan(program.command('assign'))
    .description('confirm who leads an action, or all actions of a theme or priority')
    .option('--ref <ref>', 'one action')
    .option('--theme <text>', 'all actions of a theme')
    .option('--priority <text>', 'all actions of a priority')
    .requiredOption('--lead <name...>', 'responsible lead; the first is the named updater')
    .option('--strategic <name...>', 'strategic lead')
    .action(
      async (options: PlanOption & { ref?: string; theme?: string; priority?: string; lead: string[]; strategic?: string[] }) => {
        const planId = parsePlanId(options.plan);
        const selection = selectionOf(options);
        const { services } = await world.open(null);
        const request = { planId, selection, leads: options.lead, strategic: options.strategic ?? null };
        show(options, await assignLeads(services, operator, request), printAssigned);
      },
    );

  const cycle = program.command('cycle').description('one round of prompt, reply and collate');
  withMeeting(cycle.command('open'))
    .description('open the cycle for a board meeting and prompt its leads')
    .option('--due <date>', 'last day for replies; worked back from the meeting when left out')
    .action(async (options: MeetingOption & { due?: string }) => {
      if (options.meeting === undefined) throw new Refusal('bad-input', 'Say which board meeting: --meeting 2026-12-16.');
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const opened = await openCycle(services, operator, planId, options.meeting, options.due ?? null);
      show(options, opened, printOpened);
    });
  withMeeting(cycle.command('status'))
    .description('who has answered, by agency and lead')
    .action(async (options: MeetingOption) => {
      const { services } = await world.open(null);
      const status = await showStatus(services, operator, parsePlanId(options.plan), options.meeting ?? null);
      show(options, status, printStatus);
    });
  withMeeting(cycle.command('remind'))
    .description('remind every lead who still owes a reply, once a day')
    .action(async (options: MeetingOption) => {
      const { services } = await world.open(null);
      const chased = await chaseReplies(services, operator, parsePlanId(options.plan), options.meeting ?? null);
      show(options, chased, printChased);
    });
  withMeeting(cycle.command('freeze'))
    .description('fix the cycle’s data for the paper: no more replies')
    .action(async (options: MeetingOption) => {
      const { services } = await world.open(null);
      const frozen = await freezeCycle(services, operator, parsePlanId(options.plan), options.meeting ?? null);
      show(options, frozen, printCycle);
    });

  program
    .command('run-due')
    .description('one scheduler tick: send what is due')
    .option('--json', 'print the result as JSON')
    .option('--at <instant>', 'as if it were this instant, such as 2026-12-01T09:00:00Z; not in production')
    .action(async (options: { json?: boolean; at?: string }) => {
      if (options.at !== undefined && world.production) {
        throw new Refusal('bad-input', '--at is for trying things out and is refused in production.');
      }
      const { runDueOnce } = await world.open(options.at ?? null);
      show(options, await runDueOnce(), printDue);
    });

  withMeeting(program.command('digest'))
    .description('the red/amber digest')
    .addOption(new Option('--level <level>', 'only these').choices(['red', 'amber']))
    .option('--group <text>', 'only this theme or priority')
    .action(async (options: MeetingOption & { level?: 'red' | 'amber'; group?: string }) => {
      const { services } = await world.open(null);
      const digest = await showDigest(services, operator, {
        planId: parsePlanId(options.plan),
        meeting: options.meeting ?? null,
        level: options.level ?? null,
        group: options.group ?? null,
      });
      show(options, digest, printDigest);
    });
  for (const command of [program, ...program.commands, ...program.commands.flatMap((group) => group.commands)]) {
    command.exitOverride();
  }
  return program;
}

/** Distinct lead texts of a document with the refs they stand at: what the PM has to find people for. */
function listLeadTexts(
  actions: readonly { ref: string; responsibleLeads: readonly string[]; strategicLeads: readonly string[] }[],
): { text: string; refs: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { ref, responsibleLeads, strategicLeads } of actions) {
    for (const text of new Set([...responsibleLeads, ...strategicLeads])) {
      found.set(text, [...(found.get(text) ?? []), ref]);
    }
  }
  return [...found].map(([text, refs]) => ({ text, refs }));
}

/** Runs one command line and gives the exit code: 0 done, 1 failed, 2 input refused and nothing written. */
export async function runCli(args: readonly string[], world: CliWorld & { err(text: string): void }): Promise<0 | 1 | 2> {
  const json = args.includes('--json');
  try {
    await createProgram(world).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    // Commander has printed its own message, and calls a request for help an error with code 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const refused = error instanceof Refusal;
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? error.code : 'internal';
    if (json) world.out(JSON.stringify({ error: { code, message } }, null, 2));
    world.err(message);
    return refused ? 2 : 1;
  }
}
