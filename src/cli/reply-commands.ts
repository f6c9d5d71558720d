import type { Command } from 'commander';
import type { ProposalKind } from '../domain/reply/proposals.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { decideByRef, parseProposalKind } from '../use-cases/reply/decide-proposals.ts';
import { chooseAction, editWording, listWordings } from '../use-cases/reply/edit-wording.ts';
import { listProposals } from '../use-cases/reply/list-proposals.ts';
import { reopenAction } from '../use-cases/reply/reopen-action.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { aboutMeeting, type MeetingOption, withMeeting } from './cycle-commands.ts';
import { printDecided, printProposals, printReopened, printWording, printWordings } from './print-reply.ts';

interface DecideOptions extends PlanOption {
  readonly ref?: string;
  readonly all?: boolean;
  readonly what?: string;
  readonly reason?: string;
}

function kindOf(text: string | undefined): ProposalKind | null {
  if (text === undefined) return null;
  const kind = parseProposalKind(text);
  if (kind === null) throw new Refusal('bad-input', 'Say --what revised-date or --what completion.');
  return kind;
}

function addDecide(program: Command, world: CliWorld): void {
  const decide = program.command('decide').description('new dates and finished actions that leads propose');
  withPlan(decide.command('list'))
    .description('what waits for a decision')
    .action(async (options: PlanOption) => {
      const { services } = await world.open(null);
      output(
        world,
        options,
        await listProposals(services, operator, parsePlanId(options.plan)),
        printProposals,
      );
    });
  for (const approve of [true, false]) {
    const command = withPlan(decide.command(approve ? 'approve' : 'decline'))
      .description(approve ? 'approve what a lead proposes' : 'decline it; the lead is told')
      .option('--ref <ref>', 'of one action')
      .option('--all', 'everything that waits')
      .option('--what <kind>', 'only revised-date or completion');
    if (!approve) command.option('--reason <text>', 'why, for the lead to read');
    command.action(async (options: DecideOptions) => {
      const { ref = null, all = false, reason = '' } = options;
      if ((ref !== null) === all) throw new Refusal('bad-input', 'Give exactly one of --ref REF and --all.');
      const choice = { planId: parsePlanId(options.plan), ref, what: kindOf(options.what) };
      const { services } = await world.open(null);
      const decided = await decideByRef(services, operator, choice, { approve, reason });
      output(world, options, decided, printDecided);
    });
  }
}

function addWording(program: Command, world: CliWorld): void {
  const wording = program.command('wording').description('what the paper says of each action');
  withMeeting(wording.command('list'))
    .description('the leads’ words and what the paper says instead')
    .action(
      aboutMeeting(
        world,
        (services, requester, { planId, cycleId }) => listWordings(services, requester, planId, cycleId),
        printWordings,
      ),
    );
  withMeeting(wording.command('set'))
    .description('what the paper says of one action; an empty text goes back to the lead’s words')
    .requiredOption('--ref <ref>', 'the action')
    .requiredOption('--text <text>', 'the wording')
    .action(async (options: MeetingOption & { ref: string; text: string }) => {
      const { services } = await world.open(null);
      const planId = parsePlanId(options.plan);
      const listed = await listWordings(services, operator, planId, options.meeting ?? null);
      const actionId = chooseAction(listed.actions, { ref: options.ref });
      const seen = listed.actions.find((action) => action.actionId === actionId)?.seen ?? 0;
      const target = { planId, cycleId: listed.cycleId, actionId };
      const edited = await editWording(services, operator, target, { text: options.text, seen });
      if (edited.kind !== 'saved') {
        const meanwhile = 'Somebody edited it at the same moment: run the command again.';
        throw new Refusal('bad-input', edited.form.error ?? meanwhile);
      }
      output(world, options, edited.action, printWording);
    });
}

/** What is done with replies: `decide`, `wording`, `action reopen`. */
export function addReplyCommands(program: Command, world: CliWorld): void {
  addDecide(program, world);
  addWording(program, world);

  withPlan(program.command('action').description('single actions').command('reopen'))
    .description('open a completed action again')
    .requiredOption('--ref <ref>', 'the action')
    .requiredOption('--reason <text>', 'why; it goes on record')
    .action(async (options: PlanOption & { ref: string; reason: string }) => {
      const { services } = await world.open(null);
      const planId = parsePlanId(options.plan);
      const { ref, reason } = options;
      output(world, options, await reopenAction(services, operator, { planId, ref }, reason), printReopened);
    });
}
