import { Command, CommanderError, Option } from 'commander';
import type { ActionSelection } from '../domain/plan/select-actions.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { Conflict } from '../ports.ts';
import { showDigest } from '../use-cases/digest/show-digest.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { assignLeads } from '../use-cases/leads/assign-leads.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { addClosingCommands } from './closing-commands.ts';
import { addCycleCommands, type MeetingOption, withMeeting } from './cycle-commands.ts';
import { addExportCommand } from './export-command.ts';
import { addImportCommand } from './import-command.ts';
import { addMeetingCommands } from './meeting-commands.ts';
import { addPeopleCommands } from './people-commands.ts';
import { printAssigned, printDigest } from './print.ts';
import { printDue } from './print-cycle.ts';

export type { CliWorld } from './cli-world.ts';

function selectionOf(options: { ref?: string; theme?: string; priority?: string }): ActionSelection {
  const given = [options.ref, options.theme, options.priority].filter((value) => value !== undefined);
  if (given.length !== 1)
    throw new Refusal('bad-input', 'Give exactly one of --ref, --theme and --priority.');
  if (options.ref !== undefined) return { by: 'ref', ref: options.ref };
  if (options.theme !== undefined) return { by: 'theme', text: options.theme };
  return { by: 'priority', text: options.priority ?? '' };
}

/** The PM's and operator's commands. Throws `Refusal` and `Failure`; `runCli` turns them into exit codes. */
function createProgram(world: CliWorld): Command {
  const program = new Command('board-actions').description('Board Actions: the project manager’s commands');

  addImportCommand(program, world);
  addPeopleCommands(program, world);
  addMeetingCommands(program, world);
  addExportCommand(program, world);

  withPlan(program.command('assign'))
    .description('confirm who leads an action, or all actions of a theme or priority')
    .option('--ref <ref>', 'one action, or a range of them such as "1B i-iii"')
    .option('--theme <text>', 'all actions of a theme')
    .option('--priority <text>', 'all actions of a priority')
    .requiredOption('--lead <name...>', 'responsible lead; the first is the named updater')
    .option('--strategic <name...>', 'strategic lead')
    .option('--all', 'list the actions that have no lead yet too')
    .action(
      async (
        options: PlanOption & {
          ref?: string;
          theme?: string;
          priority?: string;
          lead: string[];
          strategic?: string[];
          all?: boolean;
        },
      ) => {
        const planId = parsePlanId(options.plan);
        const selection = selectionOf(options);
        const { services } = await world.open(null);
        const request = { planId, selection, leads: options.lead, strategic: options.strategic ?? null };
        output(world, options, await assignLeads(services, operator, request), (report) =>
          printAssigned(report, options.all ?? false),
        );
      },
    );

  addCycleCommands(program, world);

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
      output(world, options, await runDueOnce(), printDue);
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
      output(world, options, digest, printDigest);
    });
  addClosingCommands(program, world);
  for (const command of [
    program,
    ...program.commands,
    ...program.commands.flatMap((group) => group.commands),
  ]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => world.out(text.trimEnd()),
      writeErr: (text) => world.err(text.trimEnd()),
    });
  }
  return program;
}

/** What went wrong, for machines. */
function errorJson(code: unknown, message: string): string {
  return JSON.stringify({ error: { code, message } }, null, 2);
}

function messageOf(error: unknown): string {
  if (error instanceof Conflict)
    return 'Somebody changed the plan at the same moment: run the command again.';
  return error instanceof Error ? error.message : String(error);
}

/** Runs one command line and gives the exit code: 0 done, 1 failed, 2 input refused and nothing written. */
export async function runCli(args: readonly string[], world: CliWorld): Promise<0 | 1 | 2> {
  const json = args.includes('--json');
  try {
    await createProgram(world).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const message = messageOf(error);
    if (error instanceof CommanderError) {
      // Commander has told people by itself, and calls a request for help an error with code 0.
      if (error.exitCode === 0) return 0;
      if (json) world.out(errorJson('bad-input', message.replace(/^error: /, '')));
      return 2;
    }
    const code = error instanceof Error && 'code' in error ? error.code : 'internal';
    // An import that waits for a yes has printed what it is about.
    if (json && code !== 'import-not-confirmed') world.out(errorJson(code, message));
    world.err(message);
    return error instanceof Refusal ? 2 : 1;
  }
}
