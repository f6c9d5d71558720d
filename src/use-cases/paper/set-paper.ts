import {
  frontSheetFields,
  frontSheetNames,
  longestFrontSheetText,
  type PaperSettings,
} from '../../domain/plan/paper-settings.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

/** What the plan's paper is to be; what is left out stays. */
export type PaperChange = Partial<PaperSettings>;

/** A plan's settings of its paper, for the PM. Throws `not-permitted`. */
export async function readPaperSettings(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<PaperSettings & { readonly planName: string }> {
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  return { ...plan.paper, planName: plan.name };
}

/**
 * Sets what a plan's paper is; a field of the front sheet that is given as '' is blank again. For the PM. Throws `not-permitted`,
 * and `bad-input` for a text that is too long or a ref that the plan has not.
 */
export function setPaper(
  { store, clock }: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  planId: string,
  change: PaperChange,
): Promise<PaperSettings> {
  return withRetries(
    async () => {
      const { person } = await readPlanFor(store, requester, planId);
      demand(person, 'run-cycle');
      const stored = await store.readPlan(planId);
      if (stored === null) throw new Refusal('unknown-plan', 'This plan is no longer there.');
      const before = stored.value.paper;
      const frontSheet = { ...before.frontSheet, ...change.frontSheet };
      const after: PaperSettings = {
        ...before,
        ...change,
        frontSheet: Object.fromEntries(
          frontSheetNames.flatMap((field) => {
            const text = (frontSheet[field] ?? '').trim();
            return text === '' ? [] : [[field, text]];
          }),
        ),
      };
      const problems = await problemsOf(after, () => store.listActions(planId));
      if (problems.length > 0) throw new Refusal('bad-input', problems.join('\n'));
      if (JSON.stringify(after) === JSON.stringify(before)) return after;
      await store.commit(planId, [
        { op: 'replace', etag: stored.etag, row: { kind: 'plan', value: { ...stored.value, paper: after } } },
        logRow(requester, 'paper-set', clock.now().toString(), changesOf(before, after)),
      ]);
      return after;
    },
    { attempts: 4 },
  );
}

async function problemsOf(
  { frontSheet, hideNumbers }: PaperSettings,
  listActions: () => Promise<readonly { readonly value: { readonly ref: string } }[]>,
): Promise<string[]> {
  const long = frontSheetNames.flatMap((field) => {
    const over = (frontSheet[field] ?? '').length - longestFrontSheetText;
    return over > 0
      ? [
          `${frontSheetFields[field]}: please shorten this by ${over} characters (at most ${longestFrontSheetText}).`,
        ]
      : [];
  });
  if (hideNumbers.length === 0) return long;
  const known = new Set((await listActions()).map(({ value }) => refKey(value.ref)));
  const unknown = hideNumbers.filter((ref) => !known.has(refKey(ref)));
  return [...long, ...unknown.map((ref) => `There is no action ${ref} in this plan.`)];
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
