import { foldWords } from '../../domain/shared/fold.ts';
import {
  defaultRatingKey,
  levelOfLabel,
  type RatingKey,
  type RatingKeyEntry,
  type RatingLevel,
  ratingLevels,
} from '../../domain/shared/rating.ts';
import type { Sheet } from '../grid/grid.ts';
import { signalOf, signalTitle } from '../office/signal-colour.ts';
import type { ActionDraft } from '../table/draft-rows.ts';
import { labelsOfFill } from '../table/key-colours.ts';
import { canBeLabel, keyFromUse, readRatingKey } from '../table/rating-key.ts';
import type { PlanTable } from '../table/read-table.ts';
import type { Field, TableRow } from '../table/row-reader.ts';
import { oneLine } from '../text/clean-text.ts';
import type { Questions } from '../text/questions.ts';
import { readRatingWords } from './rating-words.ts';

/** What the plan's key says: its labels, and what a cell's fill stands for, by `RRGGBB`. */
export interface KeyOfPlan {
  readonly key: RatingKey;
  readonly fills: ReadonlyMap<string, string>;
}

/** A rating's cell, with its fill; `text` is '' for a blank one. */
export interface RatingCell {
  readonly field: Field;
  readonly text: string;
  readonly fill: string | null;
}

/** More labels than this that no key has are remarks, or another column. */
const mostAdded = 8;

/** The cell that rates an action: of a plan without such a column, a status that is a colour or judges, or the colour that its progress opens with. null where there is none. */
export function ratingCellOf(row: TableRow | undefined): RatingCell | null {
  const field = row?.field('rating') ?? null;
  if (row !== undefined && field !== null) {
    return { field, text: field.text, fill: field.cell === null ? row.colour('rating') : field.cell.fill };
  }
  const status = row?.field('status') ?? null;
  if (row === undefined) {
    return null;
  }
  const fill = status?.text === '' ? row.colour('status') : null;
  const words = readRatingWords(defaultRatingKey, status?.text ?? '');
  const isColour = words.kind === 'mixed' || (words.kind === 'rating' && words.now.label !== '');
  if (status !== null && (fill !== null || isColour || judgement.test(foldWords(status.text)))) {
    return { field: status, text: status.text, fill };
  }
  const told = row.fields('progress').find(({ text }) => colourFirst.test(text));
  return told === undefined
    ? null
    : { field: told, text: told.text.match(colourFirst)?.[1] ?? '', fill: null };
}

/** Words of a status that say how an action stands rather than how far it has come. */
const judgement =
  /^((not )?on (track|target|course)|off (track|target|course)|at risk|(slightly |significantly |seriously )?(delayed|behind)( schedule)?|slipp(ed|ing)|overdue|(some|major|minor|serious) concerns?)$/;
/** A colour before what progress says, as in `AMBER: two of three posts are filled`. */
const colourFirst =
  /^\W{0,3}(?:(?:rag|rating)(?: rating)?\s*[:=–-]\s*)?(red|amber|green|blue)\s*(?:[:–—]|-(?= )|\n)/i;

/** The key a plan states, with what its cells use beside it; else the one that its cells make. What a label means is asked where nothing tells. */
export function readPlanKey(
  tables: readonly PlanTable[],
  others: readonly Sheet[],
  questions: Questions,
): KeyOfPlan {
  const places = [
    ...tables.flatMap(({ table, keyRows }) => [keyRows, table.above]),
    ...others.map(({ rows }) => rows),
  ];
  let stated: KeyOfPlan | null = null;
  for (const rows of places) {
    stated ??= readRatingKey(rows);
  }
  const fills = stated?.fills ?? new Map<string, string>();
  const uses = usesOf(
    tables.flatMap(({ drafts }) => drafts),
    fills,
  );
  const base = stated?.key ?? keyFromUse([...uses.keys()].filter(isPlain));
  const unknown = [...uses.keys()].filter(
    (text) => canBeLabel(text) && readRatingWords(base, text).kind === 'unknown',
  );
  const added =
    unknown.length > mostAdded
      ? []
      : unknown.map((label): RatingKeyEntry => ({ label, meaning: '', level: levelOfLabel(label, '') }));
  const key = [...base, ...added].map((entry) => {
    // A status says how an action stands in words that were not meant for a key.
    const isOfStatus = (uses.get(entry.label) ?? []).some(
      ({ draft, field }) => draft.rows[0]?.field('rating') === null && field.text !== '',
    );
    const isGuess =
      stated === null ? isOfStatus || base.some(({ label }) => label === 'Red') : added.includes(entry);
    return settleLevel(entry, isGuess, { uses, key: base, questions });
  });
  return { key, fills };
}

interface Use {
  readonly draft: ActionDraft;
  readonly field: Field;
}

/** The texts that rating cells hold, each with its cells; a blank cell with a colour the key does not explain counts as that colour's name. */
function usesOf(drafts: readonly ActionDraft[], fills: ReadonlyMap<string, string>): Map<string, Use[]> {
  const uses = new Map<string, Use[]>();
  for (const draft of drafts) {
    const cell = ratingCellOf(draft.rows[0]);
    const colour = cell === null || cell.text !== '' ? null : cell.fill;
    const signal = colour === null || labelsOfFill(fills, colour).length > 0 ? null : signalOf(colour);
    // Grey may be no more than a crossed-out row: it is a label only where a key says so.
    const text = signal === null || signal === 'grey' ? oneLine(cell?.text ?? '') : signalTitle(signal);
    if (cell !== null && text !== '') {
      const known = uses.get(text);
      if (known === undefined) {
        uses.set(text, [{ draft, field: cell.field }]);
      } else {
        known.push({ draft, field: cell.field });
      }
    }
  }
  return uses;
}

/** A text that is one label at most. */
function isPlain(text: string): boolean {
  const isPair = /[/\\>→➔➜⇒()]|\b(was|from|now|previously)\b/i.test(text);
  const words = readRatingWords(defaultRatingKey, text);
  const isOne = words.kind === 'unknown' || (words.kind === 'rating' && words.before === null);
  return !isPair && isOne;
}

const levelLabels = {
  red: 'Red: off track',
  amber: 'Amber: behind, or at risk',
  green: 'Green: on track',
  complete: 'Complete',
  none: 'Not rated',
} as const;

/** Labels whose colour or words leave nothing to ask. */
const saysItself =
  /^(white|gr[ae]y|not rated|no rating|unrated|n a|tbc|none)\b|^(on|off|not on) (track|target|course)$/;

/** An entry with the level that the PM gives it, where neither its colour nor the plan's words do. */
function settleLevel(
  entry: RatingKeyEntry,
  isGuess: boolean,
  { uses, key, questions }: { uses: ReadonlyMap<string, Use[]>; key: RatingKey; questions: Questions },
): RatingKeyEntry {
  const { label, meaning, level } = entry;
  const said = foldWords(label);
  const isColour = key.some((own) => own.label === label && /^(red|amber|green|blue)$/i.test(label));
  const isAsked = level === 'none' || (isGuess && level !== 'complete' && !isColour);
  if (!isAsked || saysItself.test(said)) {
    return entry;
  }
  const means = meaning === '' ? '' : ` (“${meaning}”)`;
  let settled: RatingLevel = level;
  for (const [text, cells] of uses) {
    if (text !== label && (said === '' || foldWords(text) !== said)) {
      continue;
    }
    for (const { draft, field } of cells) {
      const answer = questions.ask({
        id: `level:${label}`,
        text: `What does the rating “${label}”${means} stand for?`,
        choices: ratingLevels.map((value) => ({ value, label: levelLabels[value] })),
        taken: level,
        place: {
          sheet: draft.sheet,
          row: draft.rows[0]?.number ?? 0,
          column: field.header,
          value: field.text,
        },
      });
      settled = ratingLevels.find((one) => one === answer) ?? level;
    }
  }
  return { ...entry, level: settled };
}
