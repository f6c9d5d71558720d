import type { Temporal } from 'temporal-polyfill';
import { formatDate } from '../shared/dates.ts';
import type { Timescale } from '../shared/timescale.ts';

/** What a question about a red action is drawn from: facts of the register, none of them made up. */
export interface QuestionFacts {
  readonly replied: boolean;
  readonly asked: boolean;
  readonly hasLead: boolean;
  readonly recoveryStep: string;
  readonly original: Timescale;
  readonly revised: Timescale | null;
  readonly revisedApproved: boolean;
  /** The board since which it is red, `YYYY-MM-DD`; null as imported. */
  readonly since: string | null;
  /** How many boards in a row have been told red, this one among them. */
  readonly boardsHeld: number;
  readonly asAt: Temporal.PlainDate;
}

interface QuestionRule {
  /** What boards ask, and where it stands that they do. */
  readonly source: string;
  /** The question, or null where the facts do not raise it. */
  ask(facts: QuestionFacts): string | null;
}

const past = ({ date }: Timescale, { asAt }: QuestionFacts) => date !== null && date < asAt.toString();

/** Boards a red may be held for before its recovery is itself in question. */
const heldLong = 3;

/** In order: the first that the facts raise is asked. What nobody knows comes before what is known and late. */
export const questionRules: readonly QuestionRule[] = [
  {
    source: 'DOMAIN 4.5: no reply is a state; DOMAIN 6: who has not answered',
    ask: ({ replied, asked }) =>
      !replied && asked ? 'Why has nobody replied, and is this still the position?' : null,
  },
  {
    source: 'DOMAIN 4.3: leads that nobody confirmed are listed, not dropped',
    ask: ({ replied, hasLead }) =>
      !replied && !hasLead ? 'Who will lead this, so that somebody can be asked?' : null,
  },
  {
    source: 'Newcastle WSoA report, October 2019: “sufficient steps”; a red without one has none to judge',
    ask: ({ recoveryStep }) =>
      recoveryStep.trim() === '' ? 'What will put this right, who will do it and by when?' : null,
  },
  {
    source: 'DOMAIN 4.6 and 6: overdue by its revised date',
    ask: (facts) =>
      facts.revised !== null && past(facts.revised, facts)
        ? `The revised date${dayOf(facts.revised)} has passed too: what stands in the way, and when will it be done?`
        : null,
  },
  {
    source: 'DOMAIN 4.6: the board or PM approves a revised date',
    ask: ({ revised, revisedApproved }) =>
      revised !== null && !revisedApproved ? `Does the board agree the revised date${dayOf(revised)}?` : null,
  },
  {
    source: 'DOMAIN 6: overdue by its original date, with no revised one',
    ask: (facts) =>
      facts.revised === null && past(facts.original, facts)
        ? `It was due${on(facts.original)} and has no revised date: when will it be done?`
        : null,
  },
  {
    source: 'Halton: “Why have the ambers stalled?”; how long each red has been red (DOMAIN 6)',
    ask: ({ since, boardsHeld }) =>
      boardsHeld >= heldLong && since !== null
        ? `It has been red for ${boardsHeld} boards, since ${formatDate(since)}: what will be different by the next one?`
        : null,
  },
  {
    source: 'Newcastle WSoA report, October 2019: the assurance question',
    ask: () => 'Is the board assured that the recovery step is enough?',
  },
];

/** ` of 31 March 2027`; '' where the timescale names no day. */
const dayOf = ({ date }: Timescale) => (date === null ? '' : ` of ${formatDate(date)}`);
const on = ({ date }: Timescale) => (date === null ? '' : ` by ${formatDate(date)}`);

/** The question the board may put about a red action: the first that its facts raise. */
export function boardQuestion(facts: QuestionFacts): string {
  for (const { ask } of questionRules) {
    const question = ask(facts);
    if (question !== null) return question;
  }
  return '';
}
