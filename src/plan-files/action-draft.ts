import type { ActionStatus, Step } from '../domain/action.ts';
import type { ImportedAction, ImportWarning } from '../domain/imported-plan.ts';
import { matchRating, type Rating, type RatingKey, unrated } from '../domain/rating.ts';
import { noTimescale, parseTimescale, type Timescale, type TimescaleProblem } from '../domain/timescale.ts';
import { oneLine } from './clean-text.ts';
import type { ColumnRole } from './columns.ts';
import { parseStatus } from './parse-status.ts';
import type { Field, TableRow } from './row-reader.ts';
import { splitAction, splitItems } from './split-action.ts';
import { splitLeads } from './split-leads.ts';
import { type Place, warning } from './warnings.ts';

/** An action while its rows are being read; it is one row unless its ref is merged over several. */
export interface ActionDraft {
  readonly sheet: string;
  /** '' when the document gives none. */
  readonly ref: string;
  /** The heading row it stands under; null when there is none, or the document has a column for it. */
  readonly section: string | null;
  readonly rows: TableRow[];
}

const timescaleMessages: Record<TimescaleProblem, string> = {
  'impossible-date': 'This is not a date a calendar has; the timescale has no date until it is corrected.',
  'not-understood': 'This timescale was not understood; its words are kept without a date.',
  'several-dates': 'This timescale names several dates; the latest is taken as the one it is due by.',
};

/** The action, with '' for a ref the document does not give, and what of it was not understood. */
export function readDraft(
  draft: ActionDraft,
  key: RatingKey,
): { action: ImportedAction; warnings: ImportWarning[] } {
  const [first] = draft.rows;
  const warnings: ImportWarning[] = [];
  const warn = (code: string, message: string, field: Field | null, row: TableRow | undefined = first) => {
    const place: Place = {
      sheet: draft.sheet,
      ...(row === undefined ? {} : { row: row.number }),
      ...(field === null ? {} : { column: field.header, value: field.text }),
    };
    warnings.push(warning(code, message, place));
  };

  const { title, steps } = splitAction(first?.text('action') ?? '');
  const ownTimescales = timescalesOf(draft, warn);
  const timescaleLines = linesOf(first?.text('timescale') ?? '');
  const perStep = steps.length > 1 && timescaleLines.length === steps.length;
  const leads = (role: 'responsible' | 'strategic') => leadsOf(draft, role, warn);
  const rating = ratingOf(first, key, warn);
  const narrative = narrativeOf(draft);

  return {
    action: {
      ref: draft.ref,
      refMadeUp: draft.ref === '',
      contributors: [],
      revisedTimescale: null,
      start: null,
      links: [],
      others: [],
      supersededBy: null,
      title,
      priority: nameOf(first, 'priority') ?? draft.section,
      objective: nameOf(first, 'objective'),
      theme: nameOf(first, 'theme'),
      steps: [
        ...steps.map(
          (text, at): Step => ({
            text,
            timescale: perStep ? parseTimescale(timescaleLines[at] ?? '').timescale : null,
            leads: [],
          }),
        ),
        ...laterSteps(draft),
      ],
      responsibleLeads: leads('responsible'),
      strategicLeads: leads('strategic'),
      timescale: joinTimescales(ownTimescales),
      outcomes: itemsOf(draft, 'outcome'),
      successMeasures: itemsOf(draft, 'successMeasure'),
      evidence: itemsOf(draft, 'evidence'),
      narrative,
      rating,
      status: statusOf(first?.field('status') ?? null, rating, narrative, warn),
      source: { sheet: draft.sheet, row: first?.number ?? 0 },
    },
    warnings,
  };
}

type Warn = (code: string, message: string, field: Field | null, row?: TableRow) => void;

function nameOf(row: TableRow | undefined, role: ColumnRole): string | null {
  const text = oneLine(row?.text(role) ?? '');
  return text === '' ? null : text;
}

function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

/** The distinct fields of a role over all rows of the action: a cell merged over several counts once. */
function fieldsOf(draft: ActionDraft, role: ColumnRole): { field: Field; row: TableRow }[] {
  return draft.rows.flatMap((row, at) =>
    row
      .fields(role)
      .filter((field) => at === 0 || !field.fromAbove)
      .map((field) => ({ field, row })),
  );
}

function timescalesOf(draft: ActionDraft, warn: Warn): Timescale[] {
  return fieldsOf(draft, 'timescale').map(({ field, row }) => {
    const date = field.cell?.date ?? null;
    if (date !== null && date.precision === 'day') {
      return { text: field.text, kind: 'day', date: date.day };
    }
    const { timescale, problem } = parseTimescale(field.text);
    if (problem !== null) {
      warn(
        problem === 'not-understood' ? 'timescale-not-understood' : problem,
        timescaleMessages[problem],
        field,
        row,
      );
    }
    return timescale;
  });
}

/** Of several rows: all their words, and the kind and date of the latest. */
function joinTimescales(timescales: readonly Timescale[]): Timescale {
  const [first = noTimescale] = timescales;
  const last = timescales.reduce((a, b) => ((b.date ?? '') > (a.date ?? '') ? b : a), first);
  const texts = [...new Set(timescales.map(({ text }) => text))];
  return { ...last, text: texts.join('; ') };
}

function laterSteps(draft: ActionDraft): Step[] {
  return draft.rows.slice(1).flatMap((row): Step[] => {
    const action = row.field('action');
    if (action === null || action.fromAbove || action.text === '') {
      return [];
    }
    const when = row.text('timescale');
    return [{ text: oneLine(action.text), timescale: when === '' ? null : parseTimescale(when).timescale, leads: [] }];
  });
}

function leadsOf(draft: ActionDraft, role: 'responsible' | 'strategic', warn: Warn): string[] {
  const found = fieldsOf(draft, role).flatMap(({ field, row }) => {
    const { leads, notNamed } = splitLeads(field.text);
    if (notNamed) {
      warn(
        'lead-not-named',
        'This cell names nobody; the action is listed as one without a lead.',
        field,
        row,
      );
    }
    return leads;
  });
  return [...new Set(found)];
}

function itemsOf(draft: ActionDraft, role: 'outcome' | 'successMeasure' | 'evidence'): string[] {
  return [...new Set(fieldsOf(draft, role).flatMap(({ field }) => splitItems(field.text)))];
}

function narrativeOf(draft: ActionDraft): string {
  const fields = fieldsOf(draft, 'narrative').map(({ field }) => field);
  const headers = new Set(fields.map(({ header }) => header));
  const parts = fields.map(({ header, text }) => (headers.size > 1 ? `${header}: ${text}` : text));
  return [...new Set(parts)].join('\n');
}

function ratingOf(row: TableRow | undefined, key: RatingKey, warn: Warn): Rating {
  const field = row?.field('rating') ?? null;
  if (field === null || field.text === '') {
    if (row?.isColoured('rating') === true) {
      warn(
        'rating-by-colour-only',
        'This rating is a colour without a word; write the word and import again.',
        field,
      );
    }
    return unrated;
  }
  const rating = matchRating(key, field.text);
  if (rating === null) {
    const labels = key.map(({ label }) => label).join(', ');
    warn(
      'unknown-rating',
      `This is no rating of the plan's key (${labels}); the action is imported as not rated.`,
      field,
    );
  }
  return rating ?? unrated;
}

function statusOf(field: Field | null, rating: Rating, narrative: string, warn: Warn): ActionStatus {
  const stated = field === null || field.text === '' ? null : parseStatus(field.text);
  if (field !== null && field.text !== '' && stated === null) {
    warn(
      'unknown-status',
      'This status was not understood; it was worked out from rating and progress instead.',
      field,
    );
  }
  if (stated !== null) {
    return stated;
  }
  if (rating.level === 'complete') {
    return 'complete';
  }
  return narrative !== '' || rating.level !== 'none' ? 'in-progress' : 'not-started';
}
