import { withOutsideNames } from '../../domain/cycle/outside-name.ts';
/** What a row looks like in the table: scalars that an operator can read and filter by, and JSON texts. */
export type Columns = Record<string, string | number | boolean>;

/** UTF-16 units in one string property; Azure's limit is 64 KiB. */
const longestText = 32_768;

/**
 * Adds a text, over `name`, `name_2`, `name_3` ... where it is longer than one property holds. A surrogate
 * without its other half cannot be stored and becomes U+FFFD.
 */
export function putText(columns: Columns, name: string, text: string): void {
  const sound = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  if (sound.length <= longestText) {
    columns[name] = sound;
    return;
  }
  let part = 1;
  for (let start = 0; start < sound.length; part += 1) {
    const end = endOfPart(sound, start);
    columns[part === 1 ? name : `${name}_${part}`] = sound.slice(start, end);
    start = end;
  }
}

export function putJson(columns: Columns, name: string, value: unknown): void {
  putText(columns, name, JSON.stringify(value, withOutsideNames));
}

/** Never between the halves of a pair: each property must be sound text of its own. */
function endOfPart(text: string, start: number): number {
  const end = start + longestText;
  if (end >= text.length) return text.length;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last <= 0xdbff ? end - 1 : end;
}

export type Entity = Readonly<Record<string, unknown>>;

/** Reads a column of a stored row and throws an `Error` that names it when it is not what was written. */
export function takeText(entity: Entity, name: string): string {
  const first = entity[name];
  if (typeof first !== 'string') throw new Error(`${name} is not a text`);
  // A text is split only when its first part is full, less a unit where a pair stood on the boundary.
  return first.length < longestText - 1 ? first : joinParts(entity, name, first);
}

export function takeWhole(entity: Entity, name: string): number {
  const value = entity[name];
  if (typeof value !== 'number' || !Number.isInteger(value)) throw new Error(`${name} is not a whole number`);
  return value;
}

export function takeFlag(entity: Entity, name: string): boolean {
  const value = entity[name];
  if (typeof value !== 'boolean') throw new Error(`${name} is neither true nor false`);
  return value;
}

export function takeChoice<T extends string>(entity: Entity, name: string, choices: readonly T[]): T {
  const value = entity[name];
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new Error(`${name} is none of ${choices.join(', ')}`);
  return found;
}

/** `parse` throws for a value of another shape. */
export function takeJson<T>(entity: Entity, name: string, parse: (value: unknown) => T): T {
  return parse(JSON.parse(takeText(entity, name)));
}

function joinParts(entity: Entity, name: string, first: string): string {
  let text = first;
  for (let part = 2; ; part += 1) {
    const more = entity[`${name}_${part}`];
    if (typeof more !== 'string') return text;
    text += more;
  }
}
