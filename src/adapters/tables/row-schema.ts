import { z } from 'zod';
import { outsideName } from '../../domain/cycle/outside-name.ts';
import {
  type Columns,
  type Entity,
  putJson,
  putText,
  takeChoice,
  takeFlag,
  takeJson,
  takeText,
  takeWhole,
} from './columns.ts';

/** How one kind of row becomes columns and back. `decode` throws an `Error` that names the faulty column. */
export interface Codec<T> {
  encode(value: T): Columns;
  decode(entity: Entity): T;
}

/**
 * Version of the rows written today. A row of another version is refused, not guessed at: a field added later is either
 * read with a default where a row lacks it, or comes with a new version and a reader for the old one.
 */
export const schemaVersion = 1;

/** A field that stands among the `parts` of its row, one column of JSON. */
export interface Part<T> {
  /** Checks the field when it comes back out of JSON. */
  readonly json: z.ZodType<T>;
}

/** A field with a column of its own, or several. */
export interface ColumnField<T> extends Part<T> {
  readonly column: {
    readonly put: (columns: Columns, name: string, value: T) => void;
    /** undefined for a field that is left out of its value. */
    readonly take: (entity: Entity, name: string) => T;
  };
}

/** Every field of a value, so that the compiler names one that was forgotten. Read back in this order. */
export type Fields<T> = { readonly [K in keyof T]-?: ColumnField<T[K]> | Part<T[K]> };

const put = (columns: Columns, name: string, value: string | number | boolean) => {
  columns[name] = value;
};

export const text: ColumnField<string> = { json: z.string(), column: { put: putText, take: takeText } };

export const whole: ColumnField<number> = { json: z.number(), column: { put, take: takeWhole } };

export const flag: ColumnField<boolean> = { json: z.boolean(), column: { put, take: takeFlag } };

export function choice<T extends string>(choices: readonly T[]): ColumnField<T> {
  const take = (entity: Entity, name: string) => takeChoice(entity, name, choices);
  return { json: z.enum(choices), column: { put: putText, take } };
}

/** null is no column at all. */
export function nullable<T>({ json, column }: ColumnField<T>): ColumnField<T | null> {
  return {
    json: json.nullable(),
    column: {
      put: (columns, name, value) => {
        if (value !== null) column.put(columns, name, value);
      },
      take: (entity, name) =>
        entity[name] === undefined || entity[name] === null ? null : column.take(entity, name),
    },
  };
}

export const optionalText = nullable(text);

/** For a field that may be left out of its value: undefined is no column at all. */
export function leftOut<T>({ json, column }: ColumnField<T>): ColumnField<T | undefined> {
  return {
    json: json.optional(),
    column: {
      put: (columns, name, value) => {
        if (value !== undefined) column.put(columns, name, value);
      },
      take: (entity, name) => (entity[name] === undefined ? undefined : column.take(entity, name)),
    },
  };
}

/** The same field where rows written before it was kept have no column for it. */
export function withDefault<T extends boolean | string | null>(
  { json, column }: ColumnField<T>,
  absent: NoInfer<T>,
): ColumnField<T> {
  return {
    json: z.preprocess((value) => (value === undefined ? absent : value), json),
    column: {
      ...column,
      take: (entity, name) => (entity[name] === undefined ? absent : column.take(entity, name)),
    },
  };
}

export const part = <T>(json: z.ZodType<T>): Part<T> => ({ json });

/** JSON in a column of its own. */
export const jsonColumn = <T>(json: z.ZodType<T>) => ({
  json,
  column: {
    put: (columns: Columns, name: string, value: unknown) => putJson(columns, name, value),
    take: (entity: Entity, name: string) => takeJson(entity, name, (value) => json.parse(value)),
  },
});

/** A row's codec, and the whole value as the JSON of another row holds it. */
export interface RowCodec<T> extends Codec<T> {
  readonly json: z.ZodType<T>;
}

/**
 * The codec of a row with these fields. `withoutParts` is what a row from before it had `parts` is read with; `mend` makes good
 * what a row from before lacks, where that depends on other fields.
 */
export function rowCodec<T extends object>(
  fields: Fields<T>,
  { withoutParts, mend = (value) => value }: { withoutParts?: Partial<T>; mend?: (value: T) => T } = {},
): RowCodec<T> {
  const named: [string, ColumnField<unknown> | Part<unknown>][] = Object.entries(fields);
  const own = named.flatMap(([name, field]) => ('column' in field ? [{ name, ...field.column }] : []));
  const inParts = named.filter(([, field]) => !('column' in field));
  const shape = (some: typeof named) =>
    z
      .object(Object.fromEntries(some.map(([name, { json }]) => [outsideName(name), json])))
      .transform((value) =>
        Object.fromEntries(
          some.flatMap(([name]) => {
            const stored = outsideName(name);
            return stored in value ? [[name, value[stored]]] : [];
          }),
        ),
      );
  const partNames = new Set(inParts.map(([name]) => name));
  const parts = shape(inParts);
  return {
    json: shape(named).transform((value) => mend(value as T)),
    encode(value) {
      const columns: Columns = {};
      const values = Object.entries<unknown>(value as Readonly<Record<string, unknown>>);
      const byName = new Map(values);
      for (const { name, put: putField } of own) putField(columns, outsideName(name), byName.get(name));
      if (partNames.size > 0)
        putJson(columns, 'parts', Object.fromEntries(values.filter(([name]) => partNames.has(name))));
      return columns;
    },
    decode(entity) {
      const taken = own.map(({ name, take }) => [name, take(entity, outsideName(name))] as const);
      const isWithout = partNames.size === 0 || (withoutParts && entity['parts'] === undefined);
      const rest = isWithout ? withoutParts : takeJson(entity, 'parts', (value) => parts.parse(value));
      return mend({ ...Object.fromEntries(taken.filter(([, value]) => value !== undefined)), ...rest } as T);
    },
  };
}
