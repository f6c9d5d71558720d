import type { Cycle } from '../domain/cycle/cycle.ts';
import { describeReason } from '../domain/digest/collate-status.ts';
import type { CycleStatus, LeadStatus } from '../domain/digest/cycle-status.ts';
import { formatDate } from '../domain/shared/dates.ts';
import type { OpenedCycle } from '../use-cases/cycle/open-cycle.ts';
import type { ChasedReplies } from '../use-cases/delivery/chase-replies.ts';
import type { StepDone } from '../use-cases/delivery/do-step.ts';
import type { DueReport } from '../use-cases/delivery/run-due.ts';
import { lines, plural, safeLine } from './print.ts';
import { unassignedLines } from './print-leads.ts';

export function printOpened(opened: OpenedCycle): string {
  const { cycle } = opened;
  const freeze = cycle.freezes === null ? 'you freeze it yourself' : `frozen on ${formatDate(cycle.freezes)}`;
  return lines(
    `Cycle for the board meeting on ${formatDate(cycle.boardDate)} ${opened.alreadyOpen ? 'was open already' : 'is open'}.`,
    `Replies by ${formatDate(cycle.due)}; papers published by ${formatDate(cycle.publishBy)}; ${freeze}.`,
    `${plural(opened.planned, 'prompt')} on the way to ${plural(opened.leads, 'lead')}.`,
    opened.warnings.map((warning) => `Warning: ${warning}`),
    opened.unreachable.map(
      ({ name, reason }) => `Not reachable: ${safeLine(name)}. ${describeReason(reason)}`,
    ),
    unassignedLines(opened.unassigned),
  );
}

export function printCycle(cycle: Cycle): string {
  const until =
    cycle.state === 'frozen'
      ? ''
      : ` Replies by ${formatDate(cycle.due)}${cycle.freezes === null ? '' : `, frozen on ${formatDate(cycle.freezes)}`}.`;
  return `The cycle for the board meeting on ${formatDate(cycle.boardDate)} is ${cycle.state}.${until}`;
}

export function printChased(chased: ChasedReplies): string {
  return lines(
    `${plural(chased.reminded, 'reminder')} on the way.`,
    chased.remindedToday > 0 ? [`${plural(chased.remindedToday, 'lead')} reminded today already.`] : [],
    chased.unreachable > 0 ? [`${plural(chased.unreachable, 'lead')} not reachable: see cycle status.`] : [],
  );
}

function courseLines(status: CycleStatus): string[] {
  const { next, frozen, signedOff, missed, skipped, reopened, digest } = status;
  return [
    ...(next === null ? [] : [`Next: ${next.what} on ${formatDate(next.day)}, ${next.time}`]),
    ...(frozen === null ? [] : [`Frozen ${frozen.when} by ${safeLine(frozen.by)}`]),
    ...(signedOff === null ? [] : [`Signed off ${signedOff.when} by ${safeLine(signedOff.by)}`]),
    ...reopened.map(
      ({ on, by, reason }) => `Reopened on ${formatDate(on)} by ${safeLine(by)}: ${safeLine(reason)}`,
    ),
    ...(digest === null
      ? []
      : [
          `Digest on publication day: ${digest.sent} sent, ${digest.underWay} on the way, ${digest.missed.length} not sent`,
          ...(digest.post === null
            ? []
            : [`Link to the paper: ${digest.post.reason ?? (digest.post.sent ? 'posted' : 'on its way')}`]),
          ...digest.missed.map(({ name, reason }) => `  No digest for ${safeLine(name)}. ${reason}`),
        ]),
    ...missed.map(safeLine),
    ...skipped.map(({ what, day, why }) => `Left out: ${what} of ${formatDate(day)}. ${safeLine(why)}`),
  ];
}

function leadLine(lead: LeadStatus): string {
  const reason = lead.reason === null ? '' : `. ${lead.reason}`;
  const reminded = lead.remindedOn === null ? '' : `, reminded on ${formatDate(lead.remindedOn)}`;
  return `  ${safeLine(lead.name)} (${lead.personId}): ${lead.answered} of ${lead.total}, ${lead.state}${reminded}${reason}`;
}

export function printStatus(status: CycleStatus): string {
  const counted = (count: number, one: string, many: string) =>
    count === 0 ? [] : [plural(count, one, many)];
  return lines(
    `${safeLine(status.planName)}, board meeting ${formatDate(status.boardDate)} (${status.state}), replies by ${formatDate(status.due)}`,
    courseLines(status),
    `${status.answered} of ${plural(status.total, 'action')} answered`,
    counted(status.lateChanges, 'late change', 'late changes'),
    counted(status.proposals, 'proposal to decide', 'proposals to decide'),
    status.agencies.flatMap((agency) => [
      `${safeLine(agency.agency) || 'No agency'}: ${agency.answered} of ${agency.total}`,
      ...agency.leads.map(leadLine),
    ]),
    status.unassigned.length === 0
      ? []
      : [`Without a confirmed lead: ${status.unassigned.map(({ ref }) => safeLine(ref)).join(', ')}`],
  );
}

/** What a step came to, in words. */
function stepLine({ kind, planId, cycleId, messages, why }: StepDone): string {
  const words = {
    open: `opened; ${plural(messages, 'prompt')} on the way`,
    remind: `${plural(messages, 'reminder')} on the way`,
    escalate: `silence passed up to ${plural(messages, 'strategic lead')}`,
    freeze: 'frozen',
    publish: `${plural(messages, 'message')} of publication day on the way`,
    hold: 'publication waits for the freeze; project managers are told',
    skip: `left out a step. ${safeLine(why)}`,
    miss: `not opened. ${safeLine(why)}`,
  };
  return `  ${planId}, board meeting ${formatDate(cycleId)}: ${words[kind]}`;
}

export function printDue(report: DueReport & { sent: number }): string {
  return lines(
    `${plural(report.plans, 'plan')}, ${plural(report.openCycles, 'open cycle')}: ${plural(report.sent, 'message')} sent, ${report.planned} newly planned, ${report.requeued} put back on the queue, ${report.reachable} now reachable.`,
    report.done.map(stepLine),
    report.failed > 0 ? [`${plural(report.failed, 'plan')} failed; see the log.`] : [],
  );
}

export function printSignedOff({ boardDate, signedOff }: Cycle): string {
  const by = signedOff === null ? 'nobody' : safeLine(signedOff.by);
  return `The cycle for the board meeting on ${formatDate(boardDate)} is signed off by ${by}.`;
}
