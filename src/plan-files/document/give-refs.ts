import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import { rangeQuestionId } from '../../domain/import/reading-question.ts';
import { refKey } from '../../domain/shared/ref.ts';
import { parseRefRange } from '../../domain/shared/ref-range.ts';
import type { Questions } from '../text/questions.ts';
import { warning } from '../text/warnings.ts';

/**
 * Gives every action a ref of its own. Made up where the document has none: `2.3` for the third action of the second
 * section, `Row 17` for a single one without. Numbering that starts again in each section gets the section before it;
 * of two refs that mean the same and are not told apart by that, the later becomes `1A (2)` and is asked about. `known` are the
 * refs in the register: a range whose members are all there was taken apart before.
 */
export function giveRefs(
  actions: readonly ImportedAction[],
  known: readonly string[],
  questions: Questions,
): { actions: ImportedAction[]; warnings: ImportWarning[] } {
  const expanded = expandRanges(actions, known, questions);
  const made = makeUp(expanded.actions);
  const sectioned = prefixSections(made);
  const parted = partClashes(sectioned.actions);
  return {
    actions: parted.actions,
    warnings: [...expanded.warnings, ...sectioned.warnings, ...parted.warnings],
  };
}

function placeOf({ ref, source }: ImportedAction) {
  return { sheet: source.sheet, row: source.row, value: ref };
}

const rangeChoices = [
  { value: 'one', label: 'One action' },
  { value: 'apart', label: 'One action for each' },
] as const;

function expandRanges(actions: readonly ImportedAction[], known: readonly string[], questions: Questions) {
  const warnings: ImportWarning[] = [];
  const register = new Set(known.map(refKey));
  const ranges = new Map(
    actions.flatMap((action) => {
      const range = parseRefRange(action.ref);
      return range === null ? [] : [[action, range.refs] as const];
    }),
  );
  // Where most refs look like that, it is how this plan writes a ref.
  const isHabit = ranges.size * 2 > actions.length && actions.length > 1;
  const result = actions.flatMap((action) => {
    const refs = ranges.get(action);
    if (refs === undefined) {
      return [action];
    }
    const before = !register.has(refKey(action.ref)) && refs.every((ref) => register.has(refKey(ref)));
    const id = rangeQuestionId(action.ref);
    const isOpen = !isHabit || questions.answerTo(id) !== null;
    const text = `The ref “${action.ref}” covers ${refs.length} numbers. Is it one action or ${refs.length}?`;
    const place = placeOf(action);
    const taken = before ? 'apart' : 'one';
    const answer = isOpen ? questions.ask({ id, text, choices: rangeChoices, taken, place }) : taken;
    if (answer === 'apart') {
      const message = `This ref was taken apart into ${refs.length} actions, ${refs[0] ?? ''} to ${refs.at(-1) ?? ''}, with the same words.`;
      warnings.push(warning('ref-range-expanded', message, placeOf(action)));
      return refs.map((ref) => ({ ...action, ref }));
    }
    return [action];
  });
  return { actions: result, warnings };
}

function makeUp(actions: readonly ImportedAction[]): ImportedAction[] {
  const named = actions.some(({ ref }) => ref !== '');
  const severalSheets = new Set(actions.map(({ source }) => source.sheet)).size > 1;
  const sections = sectionsOf(actions);
  const counts = new Map<string, number>();
  return actions.map((action): ImportedAction => {
    if (action.ref !== '') {
      return action;
    }
    if (named) {
      const { sheet, row } = action.source;
      return { ...action, ref: severalSheets ? `${sheet} row ${row}` : `Row ${row}` };
    }
    const section = sectionOf(action);
    const number = (counts.get(section) ?? 0) + 1;
    counts.set(section, number);
    return { ...action, ref: sections.size > 1 ? `${sections.get(section) ?? 0}.${number}` : String(number) };
  });
}

const sectionOf = ({ priority, source }: ImportedAction) => priority ?? `\n${source.sheet}`;

/** Each section's number: the one its name brings where all bring one of their own, else its place from 1. */
function sectionsOf(
  actions: readonly ImportedAction[],
  of: (action: ImportedAction) => string = sectionOf,
): Map<string, string> {
  const names = [...new Set(actions.map(of))];
  const own = names.map(numberIn);
  const allOwn = own.every((number) => number !== null) && new Set(own).size === names.length;
  return new Map(names.map((name, at) => [name, (allOwn ? own[at] : null) ?? String(at + 1)]));
}

const words = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const numberWord = `\\d{1,2}|[A-H]|${words.join('|')}`;
const numberedName = new RegExp(
  `^(?:[\\p{L} ]{0,30}\\b(?:priority|section|objective|area|weakness|theme|workstream|part|outcome|goal|aim) )?(${numberWord})\\b\\s*(?:[:.)–-]|$)`,
  'iu',
);

/** `Priority TWO: ...` -> `2`, `Section B` -> `B`; null for a name without a number of its own. */
function numberIn(name: string): string | null {
  const number = name.match(numberedName)?.[1];
  const at = words.indexOf(number?.toLowerCase() ?? '');
  return at >= 0 ? String(at + 1) : (number?.toUpperCase() ?? null);
}

const running = /^(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5})[.)]?$/i;

/** What numbering may start again in, the widest first. */
const restartsIn: ReadonlyArray<(action: ImportedAction) => string> = [
  ({ source }) => source.sheet,
  sectionOf,
  ({ priority, objective }) => `${priority ?? ''}\n${objective ?? ''}`,
];

function prefixSections(actions: readonly ImportedAction[]) {
  const simple = actions.filter(({ ref, refMadeUp }) => !refMadeUp && running.test(ref.trim()));
  const [first] = simple;
  const countApart = (of: (action: ImportedAction) => string) =>
    new Set(simple.map((action) => `${of(action)}\n${refKey(action.ref)}`)).size;
  const isUnique = countApart(() => '') === simple.length;
  const section = restartsIn.find((of) => countApart(of) === simple.length);
  if (isUnique || section === undefined || first === undefined) {
    return { actions, warnings: [] };
  }
  const sections = sectionsOf(actions, section);
  const numbered = new Set(simple);
  const prefixed = actions.map((action) =>
    numbered.has(action)
      ? { ...action, ref: `${sections.get(section(action)) ?? ''}.${action.ref}` }
      : action,
  );
  const message =
    'Numbering starts again in each section, so the number of the section stands before it: 1.1, 2.1 and so on.';
  const place = { sheet: first.source.sheet, value: first.ref };
  return { actions: prefixed, warnings: [warning('refs-start-again', message, place)] };
}

function partClashes(actions: readonly ImportedAction[]) {
  const warnings: ImportWarning[] = [];
  const taken = new Map(actions.map((action) => [refKey(action.ref), action]));
  const seen = new Map<string, ImportedAction>();
  const numbers = new Map<string, number>();
  const parted = actions.map((action) => {
    const first = seen.get(refKey(action.ref));
    if (first === undefined) {
      seen.set(refKey(action.ref), action);
      return action;
    }
    const key = refKey(action.ref);
    // Counting on from the last one given: thousands of rows may share one ref.
    let number = numbers.get(key) ?? 2;
    while (taken.has(refKey(`${action.ref} (${number})`))) {
      number += 1;
    }
    numbers.set(key, number + 1);
    const given = { ...action, ref: `${action.ref} (${number})` };
    taken.set(refKey(given.ref), given);
    if (!action.refMadeUp) {
      const where = `row ${first.source.row} of ${first.source.sheet}`;
      const message = `This ref is also that of ${where} (“${first.ref}”). Both are kept, this one as “${given.ref}”: give each action a ref of its own if they are two.`;
      warnings.push(warning('ref-clash', message, placeOf(action)));
    }
    return given;
  });
  return { actions: parted, warnings };
}
