import type { NextStep } from '../../domain/cycle/next-step.ts';
import type { CycleStatus, LeadState, SentDigest } from '../../domain/digest/cycle-status.ts';
import { escapeLine, plainLine, shortLine } from '../kit/escape.ts';
import { count, dayWords, joined, weekdayWords } from '../kit/words.ts';

/** The scheduler leaves out a reminder or two; more than these are counted. */
const maxSkipped = 8;
/** Meetings still to come that nobody was asked for; the calendar shows all. */
const maxMissed = 3;

/** `Board meeting 16 December 2026 · replies by 1 December 2026 · papers out by 8 December 2026` */
export function whenWords(status: Pick<CycleStatus, 'boardDate' | 'state' | 'due' | 'publishBy'>): string {
  return joined(
    `Board meeting ${dayWords(status.boardDate)}`,
    status.state === 'open' ? `replies by ${dayWords(status.due)}` : null,
    `papers out by ${dayWords(status.publishBy)}`,
  );
}

/** Other boards' meetings that report the same replies; '' where there are none. */
export function alsoWords({ meetings, boardDate }: CycleStatus): string {
  const others = meetings.filter(({ date }) => date !== boardDate);
  if (others.length === 0) return '';
  const each = others.map(({ date, boards }) =>
    boards.length === 0 ? dayWords(date) : `${dayWords(date)} (${boards.join(', ')})`,
  );
  return `Also reported on ${shortLine(each.join(', '), 300)}.`;
}

const leadWords: readonly (readonly [LeadState, string])[] = [
  ['answered', 'answered'],
  ['outstanding', 'outstanding'],
  ['waiting', 'about to be asked'],
  ['unreachable', 'unreachable'],
  ['failed', 'failed'],
];

/** `Leads: 4 answered · 2 outstanding · 1 unreachable`; '' while nobody is asked. */
export function leadsWords({ agencies }: CycleStatus): string {
  const leads = agencies.flatMap((agency) => agency.leads);
  const counted = leadWords.flatMap(([state, words]) => {
    const number = leads.filter((lead) => lead.state === state).length;
    return number === 0 ? [] : [`${number} ${words}`];
  });
  return counted.length === 0 ? '' : `Leads: ${joined(...counted)}`;
}

const stepWords: Record<NextStep['what'], string> = {
  reminder: 'reminder to everyone outstanding',
  escalation: 'strategic leads are told who is silent',
  freeze: 'the paper’s data are fixed',
  publication: 'the digest goes to the chair and members',
};

/** Once all have answered nobody is reminded, and no silence is passed up: only the freeze is left. */
function freezeOf({ freezes, freezeAt }: CycleStatus): NextStep | null {
  return freezes === null ? null : { what: 'freeze', day: freezes, time: freezeAt };
}

function answersAll({ answered, total }: CycleStatus): boolean {
  return total > 0 && answered === total;
}

const stepWhen = ({ what, day, time, words = stepWords[what] }: NextStep) =>
  `${words} on ${weekdayWords(day)}, ${time}`;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What happens next and when, or how the cycle ended, with what a person has to do about it. */
export function nextWords(status: CycleStatus): string {
  const { next, signedOff, frozen } = status;
  const publication = next?.what === 'publication' ? `. ${capital(stepWhen(next))}` : '';
  if (signedOff) {
    return `✔ Signed off ${escapeLine(`${signedOff.when} by ${plainLine(signedOff.by)}`)}${publication}`;
  }
  if (status.state === 'frozen') {
    const how = frozen ? `Frozen ${escapeLine(`${frozen.when} by ${plainLine(frozen.by)}`)}` : 'Frozen';
    return `${how}. Next: sign off, and publish the papers by ${weekdayWords(status.publishBy)}${publication}`;
  }
  const coming = next && answersAll(status) ? freezeOf(status) : next;
  if (coming) return `Next: ${stepWhen(coming)}`;
  return 'Nothing more is scheduled: the project manager freezes this cycle';
}

/** Whom the digest has reached, and whom not and why. */
function digestLines({ sent, underWay, missed, post }: SentDigest): string[] {
  const posted =
    post === null
      ? []
      : [
          post.reason === null
            ? `• Link to the paper: ${post.sent ? 'posted in the board’s channel' : 'on its way to the board’s channel'}.`
            : `⚠ The link to the paper was not posted in the board’s channel. ${shortLine(post.reason, 200)}`,
        ];
  if (sent + underWay + missed.length === 0) return posted;
  const waits = underWay === 0 ? '' : `, ${underWay} on the way`;
  return [
    ...posted,
    `• Digest on publication day: sent to ${sent} of ${count(sent + underWay + missed.length, 'reader')}${waits}.`,
    ...missed
      .slice(0, maxSkipped)
      .map(({ name, reason }) => `⚠ No digest for ${shortLine(name, 80)}. ${shortLine(reason, 200)}`),
  ];
}

/** What the scheduler missed or left out and why, and why the cycle was opened again; '' for nothing. */
export function pastWords({ missed, skipped, reopened, digest }: CycleStatus): string {
  const left = skipped.length - maxSkipped;
  return [
    ...missed.slice(0, maxMissed).map((why) => `⚠ ${shortLine(why, 300)}`),
    ...(digest === null ? [] : digestLines(digest)),
    ...skipped
      .slice(0, maxSkipped)
      .map(({ what, day, why }) => `• Left out: ${what} of ${dayWords(day)}. ${shortLine(why, 160)}`),
    ...(left > 0 ? [`and ${count(left, 'more step')} left out`] : []),
    ...reopened
      .slice(-3)
      .map(
        ({ on, by, reason }) =>
          `• Opened again on ${dayWords(on)} by ${shortLine(by, 80)}: ${shortLine(reason, 200)}`,
      ),
  ].join('\n\n');
}
