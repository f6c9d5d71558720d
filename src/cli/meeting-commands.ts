import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { ScheduleRules } from '../domain/calendar/schedule-rules.ts';
import { withOutsideNames } from '../domain/cycle/outside-name.ts';
import { Refusal } from '../domain/shared/errors.ts';
import { setScheduleRules } from '../use-cases/calendar/set-schedule-rules.ts';
import { parsePlanId } from '../use-cases/import/import-plan.ts';
import { listMeetings } from '../use-cases/meetings/list-meetings.ts';
import {
  cancelMeeting,
  moveMeeting,
  previewCancel,
  previewMove,
} from '../use-cases/meetings/move-meeting.ts';
import { addMeetings, previewMeetings } from '../use-cases/meetings/schedule-meetings.ts';
import { shareCalendar } from '../use-cases/meetings/share-calendar.ts';
import { writeCalendarFile } from '../use-cases/meetings/write-calendar-file.ts';
import { type CliWorld, operator, output, type PlanOption, withPlan } from './cli-world.ts';
import { printCalendar, printMeetings, printMove, printRules, printRulesChange } from './print-meetings.ts';
import { type RuleOptions, rulesOf } from './rule-options.ts';

interface AddOptions extends PlanOption {
  readonly every?: string;
  readonly from?: string;
  readonly until?: string;
  readonly board?: string[];
  /** true for --ask, false for --no-ask, absent for neither. */
  readonly ask?: boolean;
  readonly dryRun?: boolean;
}

interface MoveOptions extends PlanOption {
  readonly to: string;
  readonly dryRun?: boolean;
}

/** `meeting ...`: the board's dates and everything worked back from them. */
export function addMeetingCommands(program: Command, world: CliWorld): void {
  const meeting = program
    .command('meeting')
    .description('the board’s meetings, and every date worked back from them');

  withPlan(meeting.command('add [dates...]'))
    .description('add meetings: dates as people write them, or how often the board meets')
    .option('--every <phrase>', 'how often: "second Wednesday monthly", "every six weeks on a Tuesday"')
    .option('--from <date>', 'first day for --every; today when left out')
    .option('--until <date>', 'last day for --every, at most three years on; one year on when left out')
    .option('--board <name...>', 'the boards that meet; the plan’s own when left out')
    .option('--ask', 'ask leads for it whatever other meetings there are')
    .option('--no-ask', 'never ask leads for it: it shows the replies of an earlier meeting')
    .option('--dry-run', 'show the whole calendar of it and write nothing')
    .action(async (dates: string[], options: AddOptions) => {
      const planId = parsePlanId(options.plan);
      const entered = {
        // Words that the shell took apart are one text again.
        dates: dates.join(' '),
        every: options.every ?? '',
        from: options.from ?? '',
        until: options.until ?? '',
        boards: options.board ?? [],
        asking: options.ask === undefined ? 'when-due' : options.ask ? 'always' : 'never',
      } as const;
      if (entered.every === '' && (options.from !== undefined || options.until !== undefined)) {
        throw new Refusal(
          'bad-input',
          '--from and --until bound a recurrence. Say how often: --every "second Wednesday monthly".',
        );
      }
      const { services } = await world.open(null);
      const add = options.dryRun ? previewMeetings : addMeetings;
      output(world, options, await add(services, operator, planId, entered), printMeetings);
    });

  withPlan(meeting.command('list'))
    .description('every meeting with every worked-back date')
    .option('--ics <file>', 'write it as a calendar file for a diary too')
    .action(async (options: PlanOption & { ics?: string }) => {
      const planId = parsePlanId(options.plan);
      if (options.ics !== undefined && !/\.ics$/i.test(options.ics)) {
        throw new Refusal('bad-input', `${basename(options.ics)} must end in .ics.`);
      }
      const { services } = await world.open(null);
      const calendar = await listMeetings(services, operator, planId);
      if (options.ics !== undefined) await writeTextFile(options.ics, writeCalendarFile(services, calendar));
      if (options.json) world.out(JSON.stringify(calendar, withOutsideNames, 2));
      else world.out(printCalendar({ calendar, ics: options.ics ?? null }));
    });

  withPlan(meeting.command('move <date>'))
    .description('move a meeting to another day, with everything that has not happened yet')
    .requiredOption('--to <date>', 'the new day')
    .option('--dry-run', 'show what would move and what would stay, and write nothing')
    .action(async (date: string, options: MoveOptions) => {
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const move = options.dryRun ? previewMove : moveMeeting;
      output(
        world,
        options,
        await move(services, operator, planId, { from: date, to: options.to }),
        printMove,
      );
    });

  withPlan(meeting.command('cancel <date>'))
    .description('cancel a meeting; a cycle opened for it stays as it is')
    .option('--dry-run', 'show what would become of the others, and write nothing')
    .action(async (date: string, options: PlanOption & { dryRun?: boolean }) => {
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const cancel = options.dryRun ? previewCancel : cancelMeeting;
      output(world, options, await cancel(services, operator, planId, date), printMove);
    });

  withPlan(meeting.command('link'))
    .description('the link by which calendar programs read these dates; the same each time')
    .option('--replace', 'give a new link: the old one finds nothing from then on')
    .action(async (options: PlanOption & { replace?: boolean }) => {
      const planId = parsePlanId(options.plan);
      const { services, calendarUrl } = await world.open(null);
      // No link is made that could not be given.
      if (calendarUrl('') === null) {
        throw new Refusal(
          'bad-input',
          'The service has no public address, so there is no link. Set PUBLIC_URL, or write the file with meeting list --ics FILE.',
        );
      }
      const replace = options.replace === true;
      const url = calendarUrl(await shareCalendar(services, operator, planId, { replace }));
      output(world, options, { url }, () => String(url));
    });

  withPlan(meeting.command('rules'))
    .description('how dates are worked back: shown, or changed by the options given')
    .option(
      '--clear-days <n>',
      'clear days papers are open before a meeting; “law” for those of the division',
    )
    .option('--count <kind>', 'what clear days count: working or calendar')
    .option('--due-days <n>', 'last day for replies: working days before publication')
    .option('--freeze-days <n>', 'freeze: working days before publication')
    .option('--open-days <n>', 'prompts: working days before the last day for replies')
    .option(
      '--reminder-days <n...>',
      'reminders: working days before the last day for replies; “none” for none',
    )
    .option('--escalate-days <n>', 'silence passed up: working days after the last day for replies; “never”')
    .option('--send-from <time>', 'messages go out from, as 09:00')
    .option('--send-until <time>', 'messages go out until')
    .option('--freeze-at <time>', 'the freeze’s time of day')
    .option('--period-days <n>', 'meetings closer than this show the same replies')
    .option('--board <board...>', 'the boards, each "NAME" or "NAME: CLEAR DAYS"; “none” for the plan’s own')
    .option('--closed <day...>', 'closed days, each "DATE NAME"; replaces those given before; “none”')
    .option('--term <term...>', 'terms, each "NAME: DATE to DATE"; replaces those given before; “none”')
    .option('--close-out-of-term', 'days out of term are no working days for prompts, reminders and replies')
    .option('--no-close-out-of-term', 'days out of term are only pointed out')
    .option(
      '--send-digest',
      'on publication day the digest goes to the chair and members, once the cycle is frozen',
    )
    .option('--no-send-digest', 'it goes to nobody who does not ask for it')
    .action(async (options: PlanOption & RuleOptions) => {
      const planId = parsePlanId(options.plan);
      const { services } = await world.open(null);
      const change = rulesOf(options, services.clock.now());
      if (Object.keys(change).length > 0) {
        output(world, options, await setScheduleRules(services, operator, planId, change), printRulesChange);
        return;
      }
      const { rules } = await listMeetings(services, operator, planId);
      output<ScheduleRules>(world, options, rules, printRules);
    });
}

async function writeTextFile(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new Refusal('bad-input', `${file} can’t be written. Check the folder and its rights.`, { cause });
  }
}
