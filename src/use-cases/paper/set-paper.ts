import { createHash } from 'node:crypto';
import { blankFields } from '../../domain/paper/front-sheet.ts';
import {
  type FrontSheetField,
  frontSheetFields,
  frontSheetNames,
  longestFrontSheetText,
  type PaperSettings,
} from '../../domain/plan/paper-settings.ts';
import { formatMoment } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services, Stored } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

/** What the plan's paper is to be; what is left out stays. The template comes as a file. */
export type PaperChange = Partial<Omit<PaperSettings, 'template'>>;

/** A setting by itself; the front sheet's by field. */
export type PaperSetting = Exclude<keyof PaperChange, 'frontSheet'> | FrontSheetField;

/** What is wrong with one setting, in words. */
export interface PaperFault {
  readonly setting: PaperSetting;
  readonly words: string;
}

export type SetPaper =
  | { readonly kind: 'saved'; readonly settings: PaperSettings }
  | { readonly kind: 'invalid'; readonly faults: readonly PaperFault[] }
  /** Somebody else has changed the same since they were shown; nothing was written. */
  | {
      readonly kind: 'conflict';
      readonly settings: PaperSettings;
      readonly by: string;
      readonly when: string;
    };

/** A plan's settings of its paper, with what stands around them. */
export interface ShownPaperSettings extends PaperSettings {
  readonly planName: string;
  readonly board: string;
  readonly timeZone: string;
  /** Fields of the front sheet that the paper marks as blank. */
  readonly blank: readonly FrontSheetField[];
}

/** A plan's settings of its paper, for the PM. Throws `not-permitted`. */
export async function readPaperSettings(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<ShownPaperSettings> {
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  const { name: planName, board, timeZone, paper } = plan;
  return { ...paper, planName, board, timeZone, blank: blankFields(paper, plan) };
}

/** Stands for settings as they are, so that a later change of them can tell whether somebody else has changed them since. */
export function paperStamp(settings: PaperSettings, which: readonly PaperSetting[]): string {
  const values = which.map((setting) =>
    isOfFrontSheet(setting) ? (settings.frontSheet[setting] ?? '') : settings[setting],
  );
  return createHash('sha256').update(JSON.stringify(values)).digest('hex').slice(0, 16);
}

const isOfFrontSheet = (setting: PaperSetting): setting is FrontSheetField => setting in frontSheetFields;

/** The settings that a change is about. */
function settingsOf({ frontSheet = {}, ...others }: PaperChange): PaperSetting[] {
  return [
    ...(Object.keys(others) as Exclude<PaperSetting, FrontSheetField>[]),
    ...(Object.keys(frontSheet) as FrontSheetField[]),
  ];
}

/**
 * Sets what a plan's paper is; a field of the front sheet that is given as '' is blank again. For the PM. Throws `not-permitted`,
 * and `bad-input` for a text that is too long or a ref that the plan has not.
 */
export async function setPaper(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  change: PaperChange,
): Promise<PaperSettings> {
  const set = await changePaper(services, requester, planId, { change, seen: null });
  if (set.kind !== 'invalid') return set.settings;
  const faults = set.faults.map(({ setting, words }) =>
    isOfFrontSheet(setting) ? `${frontSheetFields[setting]}: ${words}` : words,
  );
  throw new Refusal('bad-input', faults.join('\n'));
}

/**
 * The same for a form: what is wrong is told by setting, and so is another's change of the same settings since `seen`, their
 * `paperStamp`. Throws `not-permitted`.
 */
export function changePaper(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  { change, seen }: { readonly change: PaperChange; readonly seen: string | null },
): Promise<SetPaper> {
  return withRetries(
    async () => {
      const { person } = await readPlanFor(store, requester, planId);
      demand(person, 'run-cycle');
      const stored = await store.readPlan(planId);
      if (stored === null) throw new Refusal('unknown-plan', 'This plan is no longer there.');
      const before = stored.value.paper;
      const after = changed(before, change);
      const faults = await faultsOf(after, change, () => store.listActions(planId));
      if (faults.length > 0) return { kind: 'invalid', faults };
      if (JSON.stringify(after) === JSON.stringify(before)) return { kind: 'saved', settings: after };
      const now = clock.now();
      if (seen !== null && seen !== paperStamp(before, settingsOf(change))) {
        const last = (await store.listLog(planId, 200)).find(({ what }) => what === 'paper-set');
        const { timeZone } = stored.value;
        const when = last === undefined ? '' : formatMoment(last.at, timeZone, todayIn(stored.value, now));
        return { kind: 'conflict', settings: before, by: last?.actor.name ?? 'Somebody', when };
      }
      await store.commit(planId, [
        { op: 'replace', etag: stored.etag, row: { kind: 'plan', value: { ...stored.value, paper: after } } },
        logRow(requester, 'paper-set', now.toString(), changesOf(before, after)),
      ]);
      return { kind: 'saved', settings: after };
    },
    { attempts: 4 },
  );
}

const isAmong = (refs: readonly string[], ref: string) => refs.some((one) => refKey(one) === refKey(ref));

/** The settings with a change made. */
function changed(before: PaperSettings, change: PaperChange): PaperSettings {
  const frontSheet = { ...before.frontSheet, ...change.frontSheet };
  const { sections, hideNumbers, ...after } = { ...before, ...change };
  return {
    ...after,
    template: before.template,
    sections: sections === null ? null : [...new Set(sections)],
    hideNumbers: hideNumbers.filter((ref, at) => !isAmong(hideNumbers.slice(0, at), ref)),
    frontSheet: Object.fromEntries(
      frontSheetNames.flatMap((field) => {
        const text = (frontSheet[field] ?? '').trim();
        return text === '' ? [] : [[field, text]];
      }),
    ),
  };
}

/** What is wrong with the settings that a change is about: an action may have gone since its ref was set. */
async function faultsOf(
  { frontSheet, hideNumbers, sections }: PaperSettings,
  change: PaperChange,
  listActions: () => Promise<readonly Stored<{ readonly ref: string }>[]>,
): Promise<PaperFault[]> {
  const faults: PaperFault[] = frontSheetNames.flatMap((field) => {
    const over = (frontSheet[field] ?? '').length - longestFrontSheetText;
    const words = `please shorten this by ${over} characters (at most ${longestFrontSheetText}).`;
    return over > 0 ? [{ setting: field, words }] : [];
  });
  if (sections?.length === 0) faults.push({ setting: 'sections', words: 'Choose at least one part.' });
  if (change.hideNumbers === undefined || hideNumbers.length === 0) return faults;
  const known = new Set((await listActions()).map(({ value }) => refKey(value.ref)));
  const unknown = hideNumbers.filter((ref) => !known.has(refKey(ref)));
  const words = unknown.map((ref) => `There is no action ${ref} in this plan.`).join('\n');
  return unknown.length === 0 ? faults : [...faults, { setting: 'hideNumbers', words }];
}

/** What was changed, for the log; texts only by their length, since the plan's row has them. */
function changesOf(before: PaperSettings, after: PaperSettings): Record<string, string> {
  const told = (settings: PaperSettings): Record<string, string> => ({
    form: settings.form,
    sections: settings.sections === null ? 'as the form has them' : settings.sections.join(' '),
    hideNumbers: settings.hideNumbers.join(', '),
    ...Object.fromEntries(
      Object.entries(settings.frontSheet).map(([field, text]) => [field, `${text.length} characters`]),
    ),
  });
  const [from, to] = [told(before), told(after)];
  return Object.fromEntries(
    [...new Set([...Object.keys(from), ...Object.keys(to)])]
      .filter((name) => from[name] !== to[name])
      .flatMap((name) => [
        [`${name}.from`, from[name] ?? ''],
        [`${name}.to`, to[name] ?? ''],
      ]),
  );
}
