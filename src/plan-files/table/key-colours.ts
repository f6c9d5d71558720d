import {
  colourOfLetter,
  levelOfLabel,
  type RatingKeyEntry,
  type RatingLevel,
} from '../../domain/shared/rating.ts';
import type { GridRow } from '../grid/grid.ts';
import { colourDistance, type Signal, shadeTitle, signalOf, signalTitle } from '../office/signal-colour.ts';
import { oneLine } from '../text/clean-text.ts';
import { longestLabel } from './key-lines.ts';

/** An entry of a key as it stands: a label, a coloured cell, or both. */
export interface FoundEntry {
  /** '' where only the colour says it. */
  readonly label: string;
  readonly meaning: string;
  readonly fill: string | null;
}

/** Entries of a row whose coloured cells each stand before (or after) their meaning, or hold it. */
export function colourEntries(row: GridRow): FoundEntry[] {
  const filled = [...row.cells].flatMap(([column, { text, fill }]) =>
    fill !== null && signalOf(fill) !== null ? [{ column, text: oneLine(text), fill }] : [],
  );
  const blank = [...row.coloured].flatMap(([column, fill]) =>
    signalOf(fill) === null ? [] : [{ column, text: '', fill }],
  );
  const plain = new Map(
    [...row.cells].flatMap(([column, { text, fill }]) =>
      fill === null || signalOf(fill) === null ? [[column, oneLine(text)] as const] : [],
    ),
  );
  const coloured = [...filled, ...blank].sort((a, b) => a.column - b.column);
  const entries = coloured.map(({ column, text, fill }): FoundEntry | null => {
    const right = plain.get(column + 1);
    const beside = right ?? (text === '' ? plain.get(column - 1) : undefined);
    plain.delete(right === undefined ? column - 1 : column + 1);
    if (text === '') {
      return beside === undefined ? null : { label: '', meaning: beside, fill };
    }
    return text.length <= longestLabel
      ? { label: text, meaning: beside ?? '', fill }
      : { label: '', meaning: text, fill };
  });
  const sound = entries.filter((entry) => entry !== null);
  return sound.length === entries.length && plain.size === 0 ? sound : [];
}

/** Gives every entry a label and a level: by its words, else by its colour. */
export function nameEntries(found: readonly FoundEntry[]): RatingKeyEntry[] {
  const byColour = found.filter(({ label }) => label === '').flatMap(({ fill }) => fill ?? []);
  const labels = found.map(({ label }) => label);
  return found.map(({ label, meaning, fill }) => {
    const signal = fill === null ? null : signalOf(fill);
    const colour = colourOfLetter(label, labels);
    if (colour !== null) {
      return { label, meaning, level: levelOfLabel(colour, meaning) };
    }
    if (label !== '') {
      return { label, meaning, level: levelOfNamed(label, meaning, signal) };
    }
    if (fill === null || signal === null) {
      return { label: '', meaning, level: 'none' };
    }
    const alike = byColour.filter((other) => signalOf(other) === signal);
    const title = signalTitle(signal);
    if (alike.length === 1) {
      return { label: title, meaning, level: levelOfLabel(title, meaning) };
    }
    // Two of one signal, such as light green and dark green, are told apart by what they mean.
    const said = levelOfLabel('', meaning);
    return {
      label: shadeTitle(fill, signal, alike),
      meaning,
      level: said === 'none' ? levelOfLabel(title, '') : said,
    };
  });
}

function levelOfNamed(label: string, meaning: string, signal: Signal | null): RatingLevel {
  const said = levelOfLabel(label, '');
  const namesColour = /\b(red|amber|orange|yellow|green|blue|white|gr[ae]y)\b/i.test(label);
  if (namesColour || said === 'complete' || signal === null || signal === 'grey' || signal === 'blue') {
    return levelOfLabel(label, meaning);
  }
  return signal;
}

/** A colour is clearly nearer to one than to another when it is so many times as near. */
const clearlyNearer = 1.6;

/** The label that a key's colours give a fill: the same colour, else the clearly nearest of its signal; several where none is clearly nearest. */
export function labelsOfFill(fills: ReadonlyMap<string, string>, colour: string): string[] {
  const same = fills.get(colour);
  if (same !== undefined) {
    return [same];
  }
  const near = [...fills]
    .filter(([fill]) => signalOf(fill) === signalOf(colour))
    .map(([fill, label]) => ({ label, distance: colourDistance(fill, colour) }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = near;
  if (first === undefined) {
    return [];
  }
  const isClear =
    second === undefined || second.label === first.label || second.distance >= first.distance * clearlyNearer;
  return isClear ? [first.label] : [...new Set(near.map(({ label }) => label))];
}
