import type { DigestDue } from '../digest/digest.ts';
import { digestHeadline } from '../digest/headline.ts';
import { weeksAhead } from '../digest/tell-dates.ts';
import type { PaperSection } from '../plan/paper-settings.ts';
import type { LateChange } from '../reply/late-changes.ts';
import { formatDate, formatInstantDate } from '../shared/dates.ts';
import { parseRefRange } from '../shared/ref-range.ts';
import { describeTimescale, type Timescale } from '../shared/timescale.ts';
import { groupedTables } from './grouped-tables.ts';
import type { PaperBlock, PaperTable, PaperText } from './paper.ts';
import {
  actionTable,
  commentWords,
  none,
  notGiven,
  type PaperAction,
  plainCell,
  ratingCell,
  revisedWords,
} from './paper-columns.ts';
import { paperForms } from './paper-form.ts';
import type { PaperSources } from './paper-sources.ts';
import { movementPicture, ratingBlocks } from './rating-blocks.ts';

/** What a section is made from: the sources and every action as the paper tells it, in the plan's order. */
export interface SectionSources extends PaperSources {
  readonly told: readonly PaperAction[];
}

type Writer = (sources: SectionSources) => PaperBlock[];

export const text = (words: string): PaperBlock => ({ kind: 'paragraph', runs: [{ text: words }] });
const list = (...items: readonly string[]): PaperBlock => ({
  kind: 'list',
  items: items.map((item) => [{ text: item }]),
});
const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

function simpleTable(
  caption: string,
  headers: readonly (readonly [string, number])[],
  rows: readonly (readonly (string | PaperText)[])[],
): PaperTable {
  return {
    kind: 'table',
    caption,
    columns: headers.map(([header, weight]) => ({ header, weight })),
    rows: rows.map((row) => row.map((cell) => (typeof cell === 'string' ? plainCell(cell, none) : [cell]))),
    isWide: false,
  };
}

/** Every part of a paper; a part added to the list is asked for here by the compiler. */
export const paperSectionWriters: Readonly<Record<Exclude<PaperSection, 'glossary'>, Writer>> = {
  introduction,
  ratings: ({ digest }) => ratingBlocks(digest),
  movement,
  reds,
  ambers,
  progress,
  'no-replies': noReplies,
  retimed,
  completed,
  'late-changes': lateChangeBlocks,
  ahead,
  tracker,
  key,
};

function introduction({ digest, plan, told }: SectionSources): PaperBlock[] {
  const { asAt, state, asked, answered, boardDate } = digest;
  const groups = new Set(told.map(({ told: one }) => one.theme ?? one.priority)).size;
  const states = {
    'as-imported': `This is the position of the plan as imported, at ${formatDate(asAt)}. Nobody has been asked for an update yet.`,
    open: `This is the position at ${formatDate(asAt)}. Replies are still coming in: it is a draft.`,
    frozen: `This is the position at ${formatDate(asAt)}, when the figures for this paper were fixed. What came later is told apart.`,
  };
  const replies =
    state === 'as-imported'
      ? ''
      : ` Leads were asked about ${plural(asked, 'action')} and answered for ${answered}.`;
  return [
    text(
      `This report tells ${digest.board === '' ? 'the board' : digest.board} how ${plan.name} stands${boardDate === null ? '' : ` for its meeting on ${formatDate(digest.forMeeting ?? boardDate)}`}. The plan has ${plural(told.length, 'action')} under ${plural(groups, 'theme or priority', 'themes or priorities')}.`,
    ),
    text(`${states[state]}${replies}`),
    text(digestHeadline(digest)),
    ...statedBlocks(plan.statedCounts, told),
  ];
}

/** What the plan's document says of itself where the register has another number, and rows that stand for several actions. */
function statedBlocks(
  stated: SectionSources['plan']['statedCounts'],
  told: readonly PaperAction[],
): PaperBlock[] {
  const differing = stated
    .filter(({ stated: said, found }) => said !== found)
    .map(
      ({ text: words, what, stated: said, found }) =>
        `The plan’s document states ${said} (${what}: “${words}”); its rows give ${found}.`,
    );
  const ranges = told.flatMap(({ told: { ref, rating } }) => {
    const refs = parseRefRange(ref)?.refs ?? [];
    return refs.length === 0 ? [] : [{ ref, several: refs.length, rating }];
  });
  const more = ranges.reduce((sum, { several }) => sum + several - 1, 0);
  const rangeWords = ranges.map(
    ({ ref, several }) => `The row ${ref} stands for ${several} actions and is counted as one.`,
  );
  const ambers = told.filter(({ told: { rating } }) => rating.level === 'amber').length;
  const moreAmbers = ranges
    .filter(({ rating }) => rating.level === 'amber')
    .reduce((sum, { several }) => sum + several - 1, 0);
  const counted =
    more === 0
      ? []
      : [
          `Counted one by one the plan’s ${told.length} rows are ${told.length + more} actions${moreAmbers === 0 ? '' : `, and its ${ambers} amber rows ${ambers + moreAmbers}`}.`,
        ];
  const items = [...differing, ...rangeWords, ...counted];
  return items.length === 0 ? [] : [text('About the numbers:'), list(...items)];
}

function movement({ digest }: SectionSources): PaperBlock[] {
  const { movements, lastBoard, state } = digest;
  if (state === 'as-imported') return [text('There has been no board to compare with.')];
  const since = lastBoard === null ? 'the plan was imported' : `the board of ${formatDate(lastBoard)}`;
  if (movements.length === 0) return [text(`No rating has changed since ${since}.`)];
  const directions = { better: 'Better', worse: 'Worse', other: 'Changed' };
  const table = simpleTable(
    `Ratings that changed since ${since}`,
    [
      ['Ref', 8],
      ['Action', 30],
      ['Was', 12],
      ['Now', 12],
      ['Direction', 11],
      ['Reason', 34],
    ],
    movements.map(({ ref, title, from, to, direction, reason }) => [
      ref,
      title,
      ratingCell(from),
      ratingCell(to),
      directions[direction],
      reason.trim() === '' ? notGiven : reason,
    ]),
  );
  return [...movementPicture(digest), { ...table, isWide: true }];
}

function reds({ told, digest }: SectionSources): PaperBlock[] {
  const red = told.filter(({ told: { rating } }) => rating.level === 'red');
  if (red.length === 0) return [text('No action is rated red.')];
  return red.flatMap(({ told: one, comments }): PaperBlock[] => {
    const since =
      one.since === null
        ? 'As imported'
        : one.since === digest.boardDate
          ? 'New for this board'
          : `${formatDate(one.since)} (${plural(one.boardsHeld, 'board')})`;
    const facts: readonly (readonly [string, string | PaperText])[] = [
      ['Rating', ratingCell(one.rating)],
      ['Red since', since],
      ['Theme or priority', one.theme ?? one.priority ?? none],
      ['Lead', one.leads.length === 0 ? 'No lead confirmed' : [...one.leads, ...one.agencies].join(', ')],
      ['Original timescale', dated(one.originalTimescale, one.originalLateness)],
      ['Revised timescale', dated(revisedWords(one), one.revisedLateness)],
      ['Commentary', commentWords(one, comments)],
      ['Reason', one.reason],
      ['Recovery step', one.recoveryStep],
      ['Question for the board', one.question],
    ];
    return [
      { kind: 'heading', level: 2, text: `${one.ref} ${one.title}` },
      {
        kind: 'facts',
        caption: `Red action ${one.ref}`,
        rows: facts.map(([label, value]) => ({
          label,
          value: typeof value === 'string' ? plainCell(value, notGiven) : [value],
          isBlank: false,
        })),
      },
    ];
  });
}

const dated = (words: string, lateness: string | null) =>
  lateness === null || words.trim() === '' ? words : `${words} (${lateness})`;

function ambers({ told, plan }: SectionSources): PaperBlock[] {
  const { by, columns } = paperForms[plan.paper.form].ambers;
  const amber = told.filter(({ told: { rating } }) => rating.level === 'amber');
  if (amber.length === 0) return [text('No action is rated amber.')];
  return groupedTables(amber, by, columns, 'Amber actions');
}

function progress({ told, plan }: SectionSources): PaperBlock[] {
  const { by, columns } = paperForms[plan.paper.form].progress;
  return told.length === 0
    ? [text('The plan has no actions.')]
    : groupedTables(told, by, columns, 'Progress');
}

function noReplies({ digest, told }: SectionSources): PaperBlock[] {
  if (digest.state === 'as-imported') return [text('Nobody has been asked yet.')];
  const silent = told.filter(({ told: { asked, replied } }) => asked && !replied);
  const blocks: PaperBlock[] = [];
  if (silent.length === 0) {
    blocks.push(text(digest.asked === 0 ? 'Nobody was asked.' : 'Every lead replied.'));
  } else {
    const agencies = new Map<string, PaperAction[]>();
    for (const action of silent) {
      const agency = action.told.agencies[0] ?? 'No agency given';
      agencies.set(agency, [...(agencies.get(agency) ?? []), action]);
    }
    blocks.push(
      simpleTable(
        'Actions without a reply for this board, by agency',
        [
          ['Agency', 24],
          ['Ref', 10],
          ['Action', 40],
          ['Lead', 18],
          ['Last known rating', 14],
        ],
        [...agencies]
          .sort(([a], [b]) => a.localeCompare(b, 'en-GB'))
          .flatMap(([agency, theirs]) =>
            theirs.map(({ told: one }) => [
              agency,
              one.ref,
              one.title,
              one.leads.join(', '),
              ratingCell(one.rating),
            ]),
          ),
      ),
    );
  }
  if (digest.unassigned.length > 0) {
    blocks.push(
      text(
        `${plural(digest.unassigned.length, 'action has', 'actions have')} no confirmed lead, so nobody was asked:`,
      ),
      list(...digest.unassigned.map(({ ref, title }) => `${ref} ${title}`)),
    );
  }
  return blocks;
}

function retimed({ digest }: SectionSources): PaperBlock[] {
  if (digest.retimed.length === 0) return [text('No new date was asked for.')];
  return [
    simpleTable(
      'Revised dates asked for, and what was decided',
      [
        ['Ref', 8],
        ['Action', 30],
        ['Original timescale', 14],
        ['Revised date asked for', 16],
        ['Reason', 28],
        ['Decision', 16],
      ],
      digest.retimed.map(({ ref, title, original, asked, slippage, reason, approvedBy }) => [
        ref,
        title,
        timescaleWords(original),
        dated(timescaleWords(asked), slippage),
        reason.trim() === '' ? notGiven : reason,
        approvedBy === null ? 'For approval' : `Approved by ${approvedBy}`,
      ]),
    ),
  ].map((table) => ({ ...table, isWide: true }));
}

const timescaleWords = (timescale: Timescale) => describeTimescale(timescale).trim() || notGiven;

function completed({ digest }: SectionSources): PaperBlock[] {
  if (digest.completed.length === 0) return [text('No action was said to be complete since the last board.')];
  return [
    simpleTable(
      'Actions said to be complete, with their evidence',
      [
        ['Ref', 8],
        ['Action', 34],
        ['Evidence', 36],
        ['Confirmation', 18],
      ],
      digest.completed.map(({ ref, title, evidence, confirmed }) => [
        ref,
        title,
        evidence.trim() === '' ? notGiven : evidence,
        confirmed ? 'Confirmed' : 'For confirmation',
      ]),
    ),
  ];
}

const fieldWords: Readonly<Record<LateChange['changed'][number], string>> = {
  rating: 'Rating',
  narrative: 'Commentary',
  reason: 'Reason',
  recoveryStep: 'Recovery step',
  revised: 'Revised date',
  finished: 'Said to be complete',
  evidence: 'Evidence',
};

function lateChangeBlocks({ lateChanges, plan, digest }: SectionSources): PaperBlock[] {
  if (digest.state !== 'frozen') return [text('The figures are not fixed yet, so nothing is late.')];
  if (lateChanges.length === 0) return [text('Nothing was changed after the figures were fixed.')];
  return [
    text('These replies came after the figures were fixed. Nothing else in this paper has them.'),
    simpleTable(
      'Late changes',
      [
        ['Ref', 8],
        ['Action', 28],
        ['What changed', 20],
        ['Commentary now', 32],
        ['Rating now', 12],
        ['When', 14],
      ],
      lateChanges.map(({ ref, title, changed, now, at }) => [
        ref,
        title,
        changed.length === 0
          ? 'A reply that confirms what was known'
          : changed.map((field) => fieldWords[field]).join(', '),
        now.narrative.trim() === '' ? notGiven : now.narrative,
        ratingCell(now.rating),
        formatInstantDate(at, plan.timeZone),
      ]),
    ),
  ].map((block) => (block.kind === 'table' ? { ...block, isWide: true } : block));
}

function ahead({ digest }: SectionSources): PaperBlock[] {
  const until = `in the ${weeksAhead} weeks from ${formatDate(digest.asAt)}`;
  const row = ({ ref, title, leads, original, revised }: DigestDue) => [
    ref,
    title,
    leads.join(', '),
    timescaleWords(revised ?? original),
  ];
  const headers = [
    ['Ref', 8],
    ['Action', 46],
    ['Lead', 20],
    ['Due', 18],
  ] as const;
  return digest.dueSoon.length === 0
    ? [text(`Nothing falls due ${until}.`)]
    : [simpleTable(`Due ${until}`, headers, digest.dueSoon.map(row))];
}

function tracker({ told, plan }: SectionSources): PaperBlock[] {
  if (told.length === 0) return [text('The plan has no actions.')];
  return [actionTable('Every action of the plan', paperForms[plan.paper.form].tracker, told)];
}

function key({ plan }: SectionSources): PaperBlock[] {
  return [
    simpleTable(
      'What the ratings mean in this plan',
      [
        ['Rating', 20],
        ['Meaning', 60],
      ],
      plan.ratingKey.map(({ label, level, meaning }) => [
        ratingCell({ label, level }),
        meaning.trim() === '' ? 'The plan does not say' : meaning,
      ]),
    ),
  ];
}
