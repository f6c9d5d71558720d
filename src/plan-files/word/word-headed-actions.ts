import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { ColumnRole } from '../../domain/plan/document-facts.ts';
import { unreadable } from '../../office/unreadable.ts';
import { headerWords } from '../grid/columns.ts';
import {
  type Cell,
  type GridRow,
  isStruckOut,
  noLinks,
  type Sheet,
  struckCell,
  textCell,
} from '../grid/grid.ts';
import { cleanText, maxCellText, oneLine } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { warning } from '../text/warnings.ts';
import { blocksText, type WordBlock, type WordTable } from './word-blocks.ts';
import {
  type Labelled,
  type LabelledText,
  labelsIn,
  numberedAction,
  readForm,
  readLabels,
  roleOfLabel,
} from './word-labels.ts';
import { headingText, type WordSection } from './word-outline.ts';

export interface HeadedActions {
  /** One for each run of actions under the same headings. */
  readonly sheets: readonly Sheet[];
  /** What they were made of, which is neither table nor text any more. */
  readonly used: ReadonlySet<WordBlock>;
}

interface HeadedAction {
  /** Its heading as written. */
  readonly written: string;
  readonly ref: string;
  readonly title: string;
  /** Words of its heading that are struck through: all of `title` where the whole heading is. */
  readonly struck: string;
  readonly above: readonly string[];
  readonly free: Labelled;
  readonly entries: readonly Labelled[];
}

/** A document's own labels come back under at least this many headings. */
const leastRecurring = 2;
/** One of these tells an action from any other text with labels in it. */
const tellingRoles: readonly ColumnRole[] = ['action', 'responsible', 'strategic', 'timescale', 'rating'];

const wordBefore = /^(?:Action|Step|Task|Objective|Recommendation|Milestone|ACTION)\b/u;
/** `1.2`, `A3`, `1B ii`, `Action 4:`, and the text after it. */
const numbered =
  /^(?:(?:Action|Step|Task|Objective|Recommendation|Milestone|ACTION)\s+)?(?:[Nn]o\.?\s*)?((?:[A-Z]{1,3}[.-]?)?\d{1,3}(?:\.\d{1,3})*(?:[A-Z](?:\s?[ivx]{1,4}\b)?|\s?[a-z]{1,2}(?=[.):]))?)(?![\p{L}\p{N}])\s*[.):–—-]?\s*(.*)$/su;

/**
 * Finds actions that have a heading each with labelled lines or a table of labels under it, and makes rows of
 * them: a column for the heading's number, one for its text and one for each label. null when there are none.
 * Throws Refusal('file-unreadable').
 */
export function readHeadedActions(
  file: string,
  sections: readonly WordSection[],
  warnings: ImportWarning[],
): HeadedActions | null {
  const counts = new Map<string, number>();
  for (const { blocks } of sections) {
    for (const label of labelsIn(blocks)) {
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
  }
  const recurring = new Set(
    [...counts].filter(([, count]) => count >= leastRecurring).map(([label]) => label),
  );
  const used = new Set<WordBlock>();
  const actions: HeadedAction[] = [];
  for (const [at, section] of sections.entries()) {
    const { heading, above, blocks } = section;
    const isOuter = (sections[at + 1]?.above.length ?? 0) > above.length;
    const forms = blocks.filter(
      (block): block is WordTable => block.kind === 'table' && readForm(block) !== null,
    );
    if (!isOuter && blocks.some(isTracker)) {
      continue;
    }
    const standAlone = heading === null || isOuter || forms.length > 1 || forms.some(hasTitle);
    if (standAlone && forms.length > 0 && forms.every(namesAction)) {
      // Tables of labels that name their own actions stand under their section's heading.
      const headings = heading === null ? above : [...above, headingText(heading)];
      for (const form of forms) {
        const read = readLabels([form], recurring);
        const [line = '', ...more] = read.free.lines;
        const free = { ...read.free, lines: more };
        actions.push({
          ...numberAndText('', line),
          written: line,
          struck: '',
          above: headings,
          entries: read.entries,
          free,
        });
        used.add(form);
      }
    } else if (heading !== null && !isOuter) {
      const read = readLabels(blocks, recurring);
      const several = isAction(read) ? severalActions(read, [...above, headingText(heading)]) : [];
      if (several.length > 0) {
        actions.push(...several);
        for (const block of [...blocks.filter(({ kind }) => kind === 'paragraph'), ...forms]) {
          used.add(block);
        }
      } else if (isAction(read)) {
        const titled = numberAndText(heading.mark, heading.text);
        const isOut = heading.struck === heading.text;
        const struck = isOut ? titled.title : heading.struck;
        actions.push({ ...titled, written: headingText(heading), struck, above, ...read });
        // A table that is no form was not read and stays what it is.
        for (const block of [heading, ...blocks.filter(({ kind }) => kind === 'paragraph'), ...forms]) {
          used.add(block);
        }
      }
    }
  }
  const several = actions.length >= 2 || (actions[0]?.entries.length ?? 0) >= 3;
  return several ? { sheets: toSheets(file, withPlainNumbers(actions), warnings), used } : null;
}

/** Several actions under one heading, each from its own label on, or one whose label has a number; none for any other. */
function severalActions({ free, entries }: LabelledText, above: readonly string[]): HeadedAction[] {
  const starts = entries.flatMap(({ label }, at) => (roleOfLabel(label) === 'action' ? [at] : []));
  const [first = 0] = starts;
  const isNumbered = starts.some((at) => numberedAction(entries[at]?.label ?? '') !== null);
  if (starts.length < 2 && !isNumbered) {
    return [];
  }
  const shared = entries.slice(0, first);
  return starts.flatMap((from, at): HeadedAction[] => {
    const own = entries[from];
    if (own === undefined) {
      return [];
    }
    const title = own.lines.join('\n');
    return [
      {
        written: title,
        ref: numberedAction(own.label) ?? '',
        title,
        struck: own.struck.join('\n'),
        above,
        free: at === 0 ? free : { ...free, lines: [], links: [], struck: [] },
        entries: [...shared, ...entries.slice(from + 1, starts[at + 1])],
      },
    ];
  });
}

const plainNumber = /^(\d{1,3})\s+(?=\p{L})/u;

/** `3 Cut the waits` above `4 Publish the offer`: where plain numbers count all the headings, they are refs. */
function withPlainNumbers(actions: readonly HeadedAction[]): readonly HeadedAction[] {
  const numbers = actions.map(({ ref, title }) => (ref === '' ? plainNumber.exec(title)?.[1] : undefined));
  const isCount =
    actions.length > 1 &&
    numbers.every(
      (number, at) => number !== undefined && (at === 0 || Number(number) === Number(numbers[at - 1]) + 1),
    );
  return isCount
    ? actions.map((action, at) => ({
        ...action,
        ref: numbers[at] ?? '',
        title: action.title.replace(plainNumber, ''),
      }))
    : actions;
}

const hasTitle = (form: WordTable): boolean => (readForm(form)?.title ?? '') !== '';

function namesAction(form: WordTable): boolean {
  return hasTitle(form) || (readForm(form)?.pairs ?? []).some(({ label }) => roleOfLabel(label) === 'action');
}

/** A table with its labels in a row on top holds actions of its own. */
function isTracker(block: WordBlock): boolean {
  return (
    block.kind === 'table' &&
    readForm(block) === null &&
    block.rows.slice(0, 5).some(({ cells }) => {
      const roles = cells.map(({ blocks }) => roleOfLabel(blocksText(blocks, 200).text));
      return new Set(roles.filter((role) => role !== null)).size >= 2;
    })
  );
}

function isAction({ entries }: LabelledText): boolean {
  const roles = new Set(entries.map(({ label }) => roleOfLabel(label)).filter((role) => role !== null));
  return roles.size >= 2 && tellingRoles.some((role) => roles.has(role));
}

function numberAndText(mark: string, text: string): { ref: string; title: string } {
  const line = oneLine(text);
  if (/[\p{L}\p{N}]/u.test(mark)) {
    const number = mark.replace(wordBefore, '').replace(/^\s+|[.):\s]+$/g, '');
    return { ref: number, title: line };
  }
  const [, ref = '', title = ''] = line.match(numbered) ?? [];
  // `3 new schools` starts with a number that is none of its own; `3. Schools`, `1.2 Schools` and `Action 3` do not.
  const isRef = wordBefore.test(line) || /\D/.test(ref) || /^\d+\s*[.):–—-]/.test(line);
  return ref !== '' && isRef ? { ref, title: oneLine(title) } : { ref: '', title: line };
}

/** The first of an action's labels for a role; undefined where it has none. */
const labelFor = ({ entries }: HeadedAction, role: ColumnRole) =>
  entries.find(({ label }) => roleOfLabel(label) === role)?.label;

function toSheets(file: string, actions: readonly HeadedAction[], warnings: ImportWarning[]): Sheet[] {
  const ownWords = actions.flatMap((action) => labelFor(action, 'action') ?? [])[0];
  const ownRefs = actions.flatMap((action) => labelFor(action, 'ref') ?? [])[0];
  const labels = new Map<string, string>();
  for (const { label } of actions.flatMap(({ entries }) => entries)) {
    const words = headerWords(label);
    labels.set(words, labels.get(words) ?? label);
  }
  if (labels.size > fileLimits.columns) {
    throw unreadable(
      file,
      `has more than ${fileLimits.columns} different labels under its headings: put the actions into a table and send that.`,
    );
  }
  // Where a line says what the action is, the heading above it says what it is for.
  const heading = ownWords === undefined ? 'Action' : 'Objective';
  const before = [...(ownRefs === undefined ? ['Ref'] : []), heading];
  const headers = [...before, ...labels.values(), 'Description'];
  const columnOf = new Map([...labels.keys()].map((words, at) => [words, before.length + at + 1]));

  const groups: HeadedAction[][] = [];
  for (const action of actions) {
    const last = groups.at(-1);
    if (last !== undefined && last[0]?.above.join('\n') === action.above.join('\n')) {
      last.push(action);
    } else {
      groups.push([action]);
    }
  }
  return groups.map((group, index): Sheet => {
    const name = groups.length === 1 ? 'Headings' : `Headings ${index + 1}`;
    const rows = group.map((action, at): GridRow => {
      const number = at + 2;
      const cells = new Map<number, Cell>();
      const put = (column: number, { lines, links, struck }: Omit<Labelled, 'label'>) => {
        const shown = labelCell(lines, links, { sheet: name, row: number }, warnings);
        const cell = struckCell(shown, cleanText(struck.join('\n')));
        const there = cells.get(column);
        if (cell !== null) {
          cells.set(column, there === undefined ? cell : joined(there, cell));
        }
      };
      const columnFor = (label: string | undefined, otherwise: number) =>
        label === undefined ? otherwise : (columnOf.get(headerWords(label)) ?? otherwise);
      const ownRef = labelFor(action, 'ref') !== undefined;
      if (!ownRef) {
        put(columnFor(ownRefs, 1), { lines: [action.ref], links: [], struck: [] });
      }
      const { free } = action;
      const title = ownRef ? action.written : action.title;
      const hasWords = labelFor(action, 'action') !== undefined;
      // A heading that is only a number is explained by the line below it.
      const isBare = title === '' && !hasWords;
      // Where other actions have a line that says what they are, one without is what its heading says.
      const titleAt = hasWords ? before.length : columnFor(ownWords, before.length);
      put(titleAt, isBare ? free : { lines: [title], links: [], struck: [action.struck] });
      for (const entry of action.entries) {
        put(columnOf.get(headerWords(entry.label)) ?? headers.length, entry);
      }
      if (!isBare) {
        put(headers.length, free);
      }
      return { number, cells, coloured: new Map() };
    });
    const header: GridRow = {
      number: 1,
      cells: new Map(headers.map((text, at) => [at + 1, textCell(text)])),
      coloured: new Map(),
    };
    return {
      name,
      kind: 'table',
      headings: group[0]?.above ?? [],
      isHeaded: true,
      hidden: false,
      rows: [header, ...rows],
      merges: [],
    };
  });
}

/** Two values of one label; what is struck through in either is said. */
function joined(one: Cell, other: Cell): Cell {
  const standing = [one, other].filter((cell) => !isStruckOut(cell));
  const text = standing.map((cell) => cell.text).join('\n');
  const struck = [one.struck, other.struck].filter((words) => words !== undefined).join('\n');
  return struckCell(text === '' ? null : textCell(text, [...one.links, ...other.links]), struck) ?? one;
}

function labelCell(
  lines: readonly string[],
  links: Cell['links'],
  place: { sheet: string; row: number },
  warnings: ImportWarning[],
): Cell | null {
  const whole = lines.join('\n');
  const text = cleanText(whole.slice(0, maxCellText));
  if (whole.length > maxCellText) {
    warnings.push(
      warning('text-cut', `A cell holds more than ${maxCellText} characters; the rest was left out.`, {
        ...place,
        value: text,
      }),
    );
  }
  return text === '' ? null : textCell(text, links.length === 0 ? noLinks : links);
}
