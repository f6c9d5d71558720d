import { Command, CommanderError } from 'commander';
import { Refusal } from '../domain/shared/errors.ts';
import { Conflict } from '../ports.ts';
import { type CliWorld, output } from './cli-world.ts';
import { addCycleCommands } from './cycle-commands.ts';
import { addDigestCommand, addLogCommand } from './digest-commands.ts';
import { addExportCommand } from './export-command.ts';
import { addImportCommand } from './import-command.ts';
import { addLeadCommands } from './lead-commands.ts';
import { addMeetingCommands } from './meeting-commands.ts';
import { addPaperCommand } from './paper-command.ts';
import { addPeopleCommands } from './people-commands.ts';
import { printDue } from './print-cycle.ts';
import { addReplyCommands } from './reply-commands.ts';

export type { CliWorld } from './cli-world.ts';

/** The PM's and operator's commands. Throws `Refusal` and `Failure`; `runCli` turns them into exit codes. */
function createProgram(world: CliWorld): Command {
  const program = new Command('board-actions').description('Board Actions: the project manager’s commands');

  addImportCommand(program, world);
  addPeopleCommands(program, world);
  addMeetingCommands(program, world);
  addExportCommand(program, world);
  addPaperCommand(program, world);

  addLeadCommands(program, world);
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

  addDigestCommand(program, world);
  addReplyCommands(program, world);
  addLogCommand(program, world);
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
