import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import { headerWords, isAside, splitHeaderDate } from '../grid/columns.ts';
import { isNameLike, isStatusWord } from './cell-evidence.ts';
import type { Table, TableColumn } from './find-table.ts';
import { judgeColumns } from './judge-columns.ts';
import { splitColumns } from './split-columns.ts';

type Column = TableColumn<ColumnRole>;

/**
 * Settles what headers alone leave open: a `Status` column of colours, a plain date column beside an original one, and
 * columns whose header is missing, told by what their cells hold. Roles that headers or a person gave stay.
 */
export function guessColumns(table: Table<ColumnRole>): Table<ColumnRole> {
  return [
    splitColumns,
    judgeColumns,
    latestRating,
    colourStatus,
    secondTimescale,
    doubtUnknownColumns,
    actionOfNoName,
  ].reduce((settled, settle) => settle(settled), table);
}

const ratingWord = /^\W*(red|amber|green|blue|yellow|r|a|g|b)\b\W*$/i;
const blankHeader = /^column [A-Z]{1,3}$/;
/** Roles that a column without a header, or with one that says nothing to us, may be recognised by. */
const tellTale: readonly { role: ColumnRole; why: string; holds: (text: string) => boolean }[] = [
  {
    role: 'timescale',
    why: 'most of its cells are dates',
    holds: (text) => text.length <= 60 && parseTimescale(text).timescale.kind !== 'unknown',
  },
  {
    role: 'rating',
    why: 'most of its cells are colours',
    holds: (text) => ratingWord.test(text),
  },
  {
    role: 'status',
    why: 'most of its cells are words of a status',
    holds: isStatusWord,
  },
  { role: 'ref', why: 'most of its cells are numbers like refs', holds: isRefLike },
  {
    role: 'responsible',
    why: 'most of its cells are names',
    holds: isNameLike,
  },
];
const searchedCells = 200;

function textsOf(table: Table<ColumnRole>, { column }: Column): string[] {
  return table.rows
    .slice(0, searchedCells)
    .map(({ cells }) => cells.get(column)?.text ?? '')
    .filter((text) => text !== '');
}

/** What a column is taken for, how surely, and the reason a person is told. */
type Guess = { role: ColumnRole; score: number; why: string };

function withRole(table: Table<ColumnRole>, of: Column, guess: Guess): Table<ColumnRole> {
  const columns = table.columns.map((one) => (one === of ? { ...one, ...guess } : one));
  return { ...table, columns };
}

const has = (table: Table<ColumnRole>, role: ColumnRole) => table.columns.some((one) => one.role === role);

/**
 * Of a rating column a month (`RAG Sep 26`, `RAG Oct 26`) the last one filled says how things stand: the latest by the headers'
 * dates, or the rightmost where a header has no year.
 */
function latestRating(table: Table<ColumnRole>): Table<ColumnRole> {
  const taken = table.columns.find(({ role }) => role === 'rating');
  if (taken === undefined || taken.why === 'you said so') {
    return table;
  }
  const { bare, date } = splitHeaderDate(taken.header);
  const others = table.columns
    .filter(({ role, why }) => role === null && why === 'another column says it better')
    .map((column) => ({ column, ...splitHeaderDate(column.header) }))
    .filter((other) => date !== '' && other.date !== '' && other.bare === bare);
  const months = [{ column: taken, bare, date }, ...others];
  const dayOf = (words: string) => parseTimescale(words).timescale.date;
  const allDated = months.every((one) => dayOf(one.date) !== null);
  const filled = months.filter(({ column: { column } }) =>
    table.rows.some(({ cells, coloured }) => cells.has(column) || coloured.has(column)),
  );
  const ordered = allDated
    ? filled.toSorted((a, b) => (dayOf(a.date) ?? '').localeCompare(dayOf(b.date) ?? ''))
    : filled;
  const latest = ordered.at(-1)?.column ?? taken;
  const columns = table.columns.map((one) => {
    const rank = ordered.findIndex(({ column }) => column === one);
    const freed = { role: null, score: 0, why: 'a later column says it better' };
    return one === latest
      ? one
      : { ...one, ...(one === taken ? freed : {}), ...(rank < 0 ? {} : { earlier: rank }) };
  });
  const settled = { ...table, columns };
  return latest === taken
    ? settled
    : withRole(settled, latest, {
        role: 'rating',
        score: 0.8,
        why: 'the latest of several, by its header',
      });
}

/** A column headed `Status` that holds colours is the plan's rating, where it has no other. */
function colourStatus(table: Table<ColumnRole>): Table<ColumnRole> {
  const status = table.columns.find(({ role }) => role === 'status');
  if (status === undefined || status.why === 'you said so' || has(table, 'rating')) {
    return table;
  }
  const texts = textsOf(table, status);
  const colours = texts.filter((text) => ratingWord.test(text));
  return colours.length * 2 <= texts.length
    ? table
    : withRole(table, status, { role: 'rating', score: 0.8, why: 'its cells hold colours' });
}

/** Beside `Original timescale`, a plain `Timescale` is what it stands at now. */
function secondTimescale(table: Table<ColumnRole>): Table<ColumnRole> {
  const original = table.columns.find(
    ({ role, header }) => role === 'timescale' && /\b(original|initial|baseline)\b/.test(headerWords(header)),
  );
  const other = table.columns.find(
    ({ role, header, why }) =>
      role === null &&
      why === 'another column says it better' &&
      /\b(timescales?|date|deadline|when|due)\b/.test(headerWords(header)),
  );
  return original === undefined || other === undefined || has(table, 'revised')
    ? table
    : withRole(table, other, {
        role: 'revised',
        score: 0.6,
        why: 'a second timescale beside the original one',
      });
}

/** Columns that nothing has settled: one without a header is what most of its cells are, of any other it is asked. */
export function doubtUnknownColumns(table: Table<ColumnRole>): Table<ColumnRole> {
  let settled = table;
  for (const column of table.columns.filter(isUnknown)) {
    const isBlank = blankHeader.test(column.header);
    const texts = textsOf(table, column);
    const found = tellTale.find(
      ({ role, holds }) =>
        !has(settled, role) && (isBlank || role !== 'ref') && texts.length > 0 && mostly(texts, holds),
    );
    if (found === undefined) {
      if (texts.length === 0 && !has(settled, 'rating') && isOfColours(table, column)) {
        const why = 'most of its cells are coloured, and hold no words';
        settled = withRole(settled, column, { role: 'rating', score: 0.4, why });
      }
      continue;
    }
    if (isBlank || found.role === 'rating') {
      const why = isBlank ? `has no header; ${found.why}` : found.why;
      settled = withRole(settled, column, { role: found.role, score: 0.4, why });
    } else if (
      !ofBodies.test(headerWords(column.header)) &&
      (found.role !== 'responsible' || mostly(texts, (text) => fullName.test(text)))
    ) {
      // Names and dates under a header that says nothing to us may be anybody's and of anything.
      const columns = settled.columns.map((one) => (one === column ? { ...one, doubt: found.role } : one));
      settled = { ...settled, columns };
    }
  }
  return settled;
}

/** Most rows have a colour in this column that they do not have beside it. */
function isOfColours({ rows }: Table<ColumnRole>, { column }: Column): boolean {
  const sample = rows.slice(0, searchedCells);
  const own = sample.filter(({ cells, coloured }) => {
    const colour = coloured.get(column);
    const others = [...coloured].filter(([at, one]) => at !== column && one === colour);
    return colour !== undefined && others.length < Math.max(1, cells.size / 2);
  });
  return own.length > 0 && own.length * 2 >= sample.length;
}

/** A word with a capital is a word like any other; two are a name, as initials are. */
const fullName = /^\p{Lu}\S+ \p{Lu}|^\p{Lu}{2,4}\b/u;
/** Names of bodies and places look like those of people. */
const ofBodies =
  /\b(committee|source|origin|area|service|schools?|ward|locality|directorate|department|sector|setting|board|bucket|responses?|decisions?|answers?|labels?|tags?|sites?|team|category|type)\b/;

/** A column that neither its header nor a person has settled, and that is not of a list's own keeping. */
const isUnknown = ({ role, why, header }: Column) =>
  role === null && why === 'not understood' && !isAside(header);

/** A table of a plan must say what is to be done, whatever stands above it: the longest texts, else the objective. */
function actionOfNoName(table: Table<ColumnRole>): Table<ColumnRole> {
  if (has(table, 'action')) {
    return table;
  }
  const lengths = table.columns
    .filter(isUnknown)
    .map((column) => ({ column, length: meanLength(textsOf(table, column)) }))
    .filter(({ length }) => length >= 15)
    .sort((a, b) => b.length - a.length);
  const [longest] = lengths;
  if (longest !== undefined) {
    const isBlank = blankHeader.test(longest.column.header);
    const why = `${isBlank ? 'has no header; ' : ''}its cells are the longest texts`;
    return withRole(table, longest.column, { role: 'action', score: 0.4, why });
  }
  for (const role of ['objective', 'outcome'] as const) {
    const column = table.columns.find((one) => one.role === role);
    if (column !== undefined) {
      return withRole(table, column, {
        role: 'action',
        score: 0.5,
        why: 'there is no column for the action',
      });
    }
  }
  return table;
}

function meanLength(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
}

function mostly(texts: readonly string[], holds: (text: string) => boolean): boolean {
  return texts.filter(holds).length * 3 >= texts.length * 2;
}

function isRefLike(text: string): boolean {
  const refShape = /^\d{0,2}[A-Za-z]{0,3}(?:[ .-]?(?:\d{1,3}|[ivx]{1,5}|[a-z]))*\.?$/;
  return text.length <= 12 && /\d/.test(text) && refShape.test(text);
}
