import type { ImportWarning } from '../../domain/import/imported-plan.ts';

const shownValue = 200;

/** Where in a document something was met; what is left out is not known or not one place. */
export interface CellPlace {
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
}

/** A warning with its place. Long values are cut: a warning points to a cell, it does not replace it. */
export function warning(code: string, message: string, place: CellPlace = {}): ImportWarning {
  const { value } = place;
  return {
    code,
    message,
    sheet: place.sheet ?? null,
    row: place.row ?? null,
    column: place.column ?? null,
    value:
      value !== undefined && value.length > shownValue ? `${value.slice(0, shownValue)}…` : (value ?? null),
  };
}
