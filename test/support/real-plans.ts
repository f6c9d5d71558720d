import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { TestOptions } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** Why a suite is skipped on this machine; the totals of a run say it. */
    lacks?: string;
  }
}

/** Plans of real boards, which lie beside the repository on some machines and are no part of it. */
export type RealPlan =
  | 'hartlepool-action-plan-2016.docx'
  | 'newcastle-tracker-2019-10.csv'
  | 'newcastle-tracker-2019-10.xlsx'
  /** Small ones, invented, of shapes found in the wild. */
  | `cases/${string}.${'docx' | 'xlsx' | 'csv'}`;

export const realPlans = [
  'hartlepool-action-plan-2016.docx',
  'newcastle-tracker-2019-10.xlsx',
  'newcastle-tracker-2019-10.csv',
] as const satisfies readonly RealPlan[];

/** All of the invented ones. */
export const planCases = [
  'cases/achieved.docx',
  'cases/headed-bold.docx',
  'cases/initials.docx',
  'cases/odd-headers.csv',
  'cases/percent.xlsx',
  'cases/planner.xlsx',
  'cases/rich.xlsx',
  'cases/scrutiny.docx',
  'cases/shaded.docx',
  'cases/sheet-per-priority.xlsx',
] as const satisfies readonly RealPlan[];

/** `REAL_PLANS` names another folder. */
const named = process.env['REAL_PLANS'];
const folder =
  named === undefined ? new URL('../../../shared/plans/', import.meta.url) : pathToFileURL(`${named}/`);

const pathOf = (name: RealPlan) => fileURLToPath(new URL(name, folder));

/** Options of a suite that reads these: where one is not there it is skipped, and the totals say why. */
export function needsRealPlans(...names: readonly RealPlan[]): Pick<TestOptions, 'skip' | 'meta'> {
  return names.every((name) => existsSync(pathOf(name)))
    ? {}
    : { skip: true, meta: { lacks: `plan files not found (${named ?? '../shared/plans'})` } };
}

/** Throws where it is not there. */
export function readRealPlan(name: RealPlan): Buffer {
  return readFileSync(pathOf(name));
}
