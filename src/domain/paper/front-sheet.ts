import type { Digest } from '../digest/digest.ts';
import { digestHeadline } from '../digest/headline.ts';
import {
  type FrontSheetField,
  frontSheetFields,
  frontSheetNames,
  type PaperSettings,
} from '../plan/paper-settings.ts';
import { formatDate } from '../shared/dates.ts';
import type { PaperBlock, PaperFact } from './paper.ts';

/** The question boards are asked of their exceptions (Newcastle WSoA report, October 2019). */
const assuranceQuestion =
  'Is the board assured that enough is being done about the actions rated red and amber?';

/** What a blank field says: for whoever completes the paper by hand. */
const blankWords = 'Not given: to be completed';

/** What stands in a field that nobody has filled, where the register itself knows it; nothing is guessed for the others. */
const fromRegister: Readonly<Partial<Record<FrontSheetField, (digest: Digest, title: string) => string>>> = {
  reportTo: ({ board }) => board,
  subject: ({ planName }, title) => `${planName}: ${title.toLocaleLowerCase('en-GB')}`,
  summary: digestHeadline,
  recommendations: recommendationsOf,
};

/** What the register has for the board to decide, and the assurance question. */
function recommendationsOf({ retimed, completed }: Digest): string {
  const dates = retimed.filter(({ approvedBy }) => approvedBy === null).length;
  const done = completed.filter(({ confirmed }) => !confirmed).length;
  const ask = (count: number, one: string, many: string) => (count === 0 ? [] : [count === 1 ? one : many]);
  return [
    'That the board notes the position of the plan.',
    `That the board considers: ${assuranceQuestion}`,
    ...ask(
      dates,
      'That the board decides on the one revised date asked for.',
      `That the board decides on the ${dates} revised dates asked for.`,
    ),
    ...ask(
      done,
      'That the board confirms the one action said to be complete.',
      `That the board confirms the ${done} actions said to be complete.`,
    ),
  ].join('\n');
}

/** Whether a field that nobody fills says what the register knows. */
export function isKnownToRegister(field: FrontSheetField, { board }: { readonly board: string }): boolean {
  return field === 'reportTo' ? board.trim() !== '' : field in fromRegister;
}

/** The fields of the front sheet that nobody has filled and the register does not know. */
export function blankFields(
  { frontSheet }: Pick<PaperSettings, 'frontSheet'>,
  plan: { readonly board: string },
): FrontSheetField[] {
  return frontSheetNames.filter(
    (field) => (frontSheet[field] ?? '').trim() === '' && !isKnownToRegister(field, plan),
  );
}

function frontSheetText(
  { frontSheet }: PaperSettings,
  digest: Digest,
  title: string,
  field: FrontSheetField,
): string {
  const given = (frontSheet[field] ?? '').trim();
  return given === '' ? (fromRegister[field]?.(digest, title) ?? '') : given;
}

/** The paper's first page: what the board is asked, of what, by whom. */
export function frontSheetBlocks(settings: PaperSettings, digest: Digest, title: string): PaperBlock[] {
  const rows = frontSheetNames.map((field): PaperFact => {
    const text = frontSheetText(settings, digest, title, field);
    return {
      label: frontSheetFields[field],
      value: [{ text: text === '' ? blankWords : text }],
      isBlank: text === '',
    };
  });
  const date: PaperFact = {
    label: 'Date',
    value: [
      {
        text:
          digest.boardDate === null
            ? 'No board meeting yet'
            : formatDate(digest.forMeeting ?? digest.boardDate),
      },
    ],
    isBlank: false,
  };
  const [first, ...rest] = rows;
  return [
    { kind: 'facts', caption: 'Front sheet', rows: first === undefined ? [date] : [first, date, ...rest] },
  ];
}
