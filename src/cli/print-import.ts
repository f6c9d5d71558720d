import { groupWarnings } from '../domain/import/group-warnings.ts';
import type { ImportedPlan, ImportWarning } from '../domain/import/imported-plan.ts';
import { countTimescales } from '../domain/import/timescale-counts.ts';
import { listLeadTexts } from '../domain/leads/lead-match.ts';
import type { ImportReport } from '../use-cases/import/import-plan.ts';
import { countBy, lines, plural, ratingOf, safeLine, warningLine } from './print.ts';

type Result = Pick<
  ImportedPlan,
  'source' | 'rows' | 'actions' | 'columns' | 'references' | 'leadKey' | 'statedCounts' | 'questions'
> &
  Omit<ImportReport, 'planId'> & { readonly plan: string };

const mostShown = 20;
/** Of one kind of warning in one column. */
const fewPlaces = 3;

/** The first of a long list, and how many more there are: `--json` has them all. */
function firstOf(all: readonly string[]): string[] {
  return all.length > mostShown
    ? [...all.slice(0, mostShown), `  ... and ${all.length - mostShown} more (--json shows all)`]
    : [...all];
}

function outcomeOf({ written, created, plan, changes, needsConfirmation, planChanges }: Result): string {
  const counted = changes.length === 0 ? 'its settings' : countBy(changes, ({ kind }) => kind);
  if (written) return `${created ? 'Created' : 'Updated'} plan ${plan}: ${counted}.`;
  if (changes.length === 0 && planChanges.length === 0) return 'Nothing has changed.';
  return needsConfirmation
    ? `Nothing was written. With --yes it would be: ${counted}.`
    : `Nothing was written (dry run). It would be: ${counted}.`;
}

function columnLines({ columns }: Result): string[] {
  const distinct = new Map(columns.map((one) => [`${one.header}\n${one.field ?? ''}`, one]));
  return [
    'Columns (correct one with --map "Column=field"):',
    ...[...distinct.values()].map(({ header, field, score, why }) => {
      const sure = field === null ? '' : ` (${Math.round(score * 100)} %)`;
      return `  ${safeLine(header)} -> ${field ?? 'not understood'}${sure}: ${safeLine(why)}`;
    }),
  ];
}

function changeLines({ changes, planChanges }: Result): string[] {
  const shown = (text: string) => (text === '' ? 'nothing' : `“${safeLine(text)}”`);
  const told = changes.filter(({ kind }) => kind !== 'added');
  if (told.length + planChanges.length === 0) return [];
  const ofPlan = planChanges.map(
    ({ field, from, to }) => `  the plan’s ${field}: ${shown(from)} -> ${shown(to)}`,
  );
  const ofActions = told.flatMap(({ ref, kind, differences }) => [
    `  ${safeLine(ref)} ${kind}`,
    ...differences.map(({ field, from, to }) => `      ${field}: ${shown(from)} -> ${shown(to)}`),
  ]);
  return ['Differences:', ...ofPlan, ...firstOf(ofActions)];
}

function referenceLines({ references }: Result): string[] {
  if (references.length === 0) return [];
  const words = { 'superseded-by': 'is superseded by', 'same-comment': 'has the comment of' } as const;
  const offered = references.map(
    ({ ref, kind, to, text }) =>
      `  ${safeLine(ref)} ${words[kind]} ${safeLine(to)} [${safeLine(text).slice(0, 80)}]`,
  );
  return ['References between actions (applied with --accept-references):', ...firstOf(offered)];
}

/** Each question with its choices, and how to answer it here. */
function questionLines({ questions }: Result): string[] {
  if (questions.length === 0) return [];
  return [
    `${plural(questions.length, 'question')}:`,
    ...firstOf(
      questions.map(({ id, text, choices, taken, answered, count }) => {
        const offered = choices.map(({ value, label }) => `${value} (${safeLine(label)})`).join(', ');
        const state = answered ? `you said ${taken}` : `taken for now: ${taken}`;
        return `  ${safeLine(text)} ${plural(count, 'cell')}; ${state}. --answer "${safeLine(id)}=..." with ${offered}`;
      }),
    ),
  ];
}

/** One line a kind and column, with its first places; all of them with `--all`. */
function warningGroups(warnings: readonly ImportWarning[], all: boolean): string[] {
  if (warnings.length === 0) return [];
  return [
    `${plural(warnings.length, 'warning')}:`,
    ...groupWarnings(warnings).flatMap(({ code, weight, column, warnings: group }) => {
      const [first] = group;
      const about = column === '' ? '' : `, ${safeLine(column)}`;
      const heading = ` ${weight}: ${code}${about} (${group.length})`;
      if (all || first === undefined) return [heading, ...group.map(warningLine)];
      const left = group.length - fewPlaces;
      const more = left > 0 ? [`    and ${left} more (--all shows all)`] : [];
      return [heading, ...group.slice(0, fewPlaces).map(warningLine), ...more];
    }),
  ];
}

function datesLine(actions: Result['actions']): string {
  const { read, without, none } = countTimescales(actions);
  return `Timescales: ${read} with a date, ${without} without a date, ${plural(none, 'action')} without a timescale.`;
}

/** What a file was understood to say, and what became of it; `all` shows every warning with its place. */
export function printImport(result: Result, all = false): string {
  const { actions, leadKey, statedCounts } = result;
  const leads = listLeadTexts(actions).size;
  const steps = actions.reduce((sum, action) => sum + action.steps.length, 0);
  return lines(
    `${safeLine(result.name)} (${safeLine(result.source)})`,
    `${plural(result.rows, 'row')}, ${plural(actions.length, 'action')}, ${plural(steps, 'step')}, ${plural(leads, 'name of a lead', 'names of leads')}: ${countBy(actions, ({ rating }) => ratingOf(rating))}.`,
    datesLine(actions),
    leadKey.length > 0 ? [`The document’s key names ${plural(leadKey.length, 'lead')}.`] : [],
    statedCounts.map(
      ({ what, stated, found }) => `The document says ${stated} ${safeLine(what)}; found ${found}.`,
    ),
    outcomeOf(result),
    columnLines(result),
    changeLines(result),
    referenceLines(result),
    questionLines(result),
    warningGroups(result.warnings, all),
  );
}
