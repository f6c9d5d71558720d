import type { Command } from 'commander';
import { Refusal } from '../domain/shared/errors.ts';
import type { Services } from '../ports.ts';
import { extendCycle } from '../use-cases/cycle/extend-cycle.ts';
import { freezeCycle } from '../use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../use-cases/cycle/open-cycle.ts';
import { reopenCycle } from '../use-cases/cycle/reopen-cycle.ts';
import { signOff } from '../use-cases/cycle/sign-off.ts';
import { chaseReplies, remindOne } from '../use-cases/delivery/chase-replies.ts';
import { showStatus } from '../use-cases/digest/show-status.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { showLateChanges } from '../use-cases/reply/show-late-changes.ts';
import type { CycleTarget } from '../use-cases/shared/choose-cycle-for.ts';
import type { Requester } from '../use-cases/shared/requester.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { printChased, printCycle, printOpened, printSignedOff, printStatus } from './print-cycle.ts';
import { printLate } from './print-reply.ts';

export interface MeetingOption extends PlanOption {
  readonly meeting?: string;
}

export const withMeeting = (command: Command) =>
  withPlan(command).option('--meeting <date>', 'the board meeting, as 2026-12-16');

/** Does or asks what needs only a plan's meeting to be named, and prints what it gives. */
export const aboutMeeting =
  <T>(world: CliWorld, ask: AskOfMeeting<T>, print: (value: T) => string) =>
  async (options: MeetingOption): Promise<void> => {
    const { services } = await world.open(null);
    const { plan, meeting = null } = options;
    output(
      world,
      options,
      await ask(services, operator, { planId: parsePlanId(plan), cycleId: meeting }),
      print,
    );
  };

type AskOfMeeting<T> = (services: Services, requester: Requester, target: CycleTarget) => Promise<T>;

/** The life of a cycle, from opening to sign-off. */
export function addCycleCommands(program: Command, world: CliWorld): void {
  const cycle = program.command('cycle').description('one round of prompt, reply and collate');

  withMeeting(cycle.command('open'))
    .description('open the cycle for a board meeting and prompt its leads')
    .option('--due <date>', 'last day for replies; worked back from the meeting when left out')
    .action(async (options: MeetingOption & { due?: string }) => {
      if (options.meeting === undefined)
        throw new Refusal('bad-input', 'Say which board meeting: --meeting 2026-12-16.');
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const opened = await openCycle(services, operator, planId, {
        meeting: options.meeting,
        due: options.due,
      });
      output(world, options, opened, printOpened);
    });

  withMeeting(cycle.command('status'))
    .description('who has answered, by agency and lead, and what happens next')
    .action(async (options: MeetingOption) => {
      const { services } = await world.open(null);
      const status = await showStatus(services, operator, {
        planId: parsePlanId(options.plan),
        cycleId: options.meeting ?? null,
      });
      output(world, options, status, printStatus);
    });

  withMeeting(cycle.command('remind'))
    .description('remind every lead who still owes a reply, once a day')
    .option('--person <id>', 'this lead only, by the id that cycle status shows')
    .action(async (options: MeetingOption & { person?: string }) => {
      const planId = parsePlanId(options.plan);
      const meeting = options.meeting ?? null;
      const { services } = await world.open(null);
      const chased =
        options.person === undefined
          ? await chaseReplies(services, operator, { planId, cycleId: meeting })
          : await remindOne(services, operator, { planId, cycleId: meeting }, options.person);
      output(world, options, chased, printChased);
    });

  withMeeting(cycle.command('extend'))
    .description('give leads of an open cycle until a later day; reminders and freeze follow')
    .requiredOption('--due <date>', 'the new last day for replies, as 2026-12-04')
    .action(async (options: MeetingOption & { due: string }) => {
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const meeting = options.meeting ?? null;
      const extended = await extendCycle(services, operator, { planId, cycleId: meeting }, options.due);
      output(world, options, extended, printCycle);
    });

  withMeeting(cycle.command('freeze'))
    .description('fix the cycle’s data for the paper: later replies are late changes')
    .action(async (options: MeetingOption) => {
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const frozen = await freezeCycle(services, operator, { planId, cycleId: options.meeting ?? null });
      output(world, options, frozen, printCycle);
    });

  withMeeting(cycle.command('reopen'))
    .description('open a frozen cycle again; its fixed data and sign-off no longer hold')
    .requiredOption('--reason <text>', 'why, for the record')
    .requiredOption('--due <date>', 'the new last day for replies, as 2026-12-04')
    .action(async (options: MeetingOption & { reason: string; due: string }) => {
      const planId = parsePlanId(options.plan);
      const { reason, due } = options;
      const { services } = await world.open(null);
      const reopened = await reopenCycle(
        services,
        operator,
        { planId, cycleId: options.meeting ?? null },
        {
          reason,
          due,
        },
      );
      output(world, options, reopened, printCycle);
    });

  withMeeting(cycle.command('sign-off'))
    .description('sign off a frozen cycle')
    .action(aboutMeeting(world, signOff, printSignedOff));
  withMeeting(cycle.command('late'))
    .description('what leads have said since the freeze')
    .action(aboutMeeting(world, showLateChanges, printLate));
}
