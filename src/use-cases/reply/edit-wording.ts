import type { Cycle } from '../../domain/cycle/cycle.ts';
import { cycleHeader } from '../../domain/cycle/cycle-header.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { replyLimits } from '../../domain/reply/reply-fields.ts';
import {
  type WordedAction,
  type Wording,
  type WordingForm,
  type Wordings,
  wordAction,
  wordingText,
} from '../../domain/reply/wording.ts';
import { formatDate, formatMoment } from '../../domain/shared/dates.ts';
import { todayIn } from '../../domain/shared/days.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services, Stored } from '../../ports.ts';
import { readPosition } from '../cycle/read-position.ts';
import { chooseCycleFor } from '../shared/choose-cycle-for.ts';
import { logRow } from '../shared/log-row.ts';
import { actorOf, type Requester } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

type WordingServices = Pick<Services, 'store' | 'clock'>;

export type EditedWording =
  | { readonly kind: 'saved'; readonly action: WordedAction }
  | { readonly kind: 'invalid' | 'conflict'; readonly form: WordingForm };

interface Facts {
  readonly plan: Plan;
  readonly cycle: Stored<Cycle>;
  readonly actions: readonly WordedAction[];
  readonly stored: ReadonlyMap<string, Stored<Wording>>;
}

async function readFacts(
  { store }: WordingServices,
  requester: Requester,
  planId: string,
  cycleId: string | null,
): Promise<Facts> {
  const { plan, people, cycle } = await chooseCycleFor(
    store,
    requester,
    { planId, cycleId },
    { permission: 'run-cycle' },
  );
  const [position, wordings] = await Promise.all([
    readPosition(store, plan, cycle.value, people),
    store.listWordings(planId, cycle.value.cycleId),
  ]);
  const stored = new Map(wordings.map((row) => [row.value.actionId, row]));
  const actions = position.actions.map((action) => {
    const update = position.updates.get(action.id);
    const rating = update?.rating ?? action.rating;
    const words = update?.narrative ?? action.narrative;
    return wordAction({ ...action, rating }, words, stored.get(action.id)?.value ?? null);
  });
  return { plan, cycle, actions, stored };
}

/**
 * Every action of a cycle with the lead's words and what the paper will say instead; of a frozen cycle as it was at the
 * freeze. For the PM: the named cycle, else the open or latest one.
 */
export async function listWordings(
  services: WordingServices,
  requester: Requester,
  planId: string,
  cycleId: string | null,
): Promise<Wordings> {
  const { plan, cycle, actions } = await readFacts(services, requester, planId, cycleId);
  const { state, signedOff, boardDate } = cycle.value;
  return {
    planId,
    planName: plan.name,
    timeZone: plan.timeZone,
    cycleId: cycle.value.cycleId,
    boardDate,
    state,
    signedOff: signedOff !== null,
    actions,
  };
}

function demandUnsigned({ cycle: { value } }: Facts): void {
  if (value.signedOff === null) return;
  throw new Refusal(
    'signed-off',
    `The cycle for the board meeting on ${formatDate(value.boardDate)} was signed off by ${value.signedOff.by}, so its wording stays as it is. Reopen the cycle first if it must change.`,
  );
}

function findAction(actions: readonly WordedAction[], actionId: string): WordedAction {
  const found = actions.find((action) => action.actionId === actionId);
  if (found) return found;
  throw new Refusal('unknown-action', 'That action is not in this cycle. Type “wording” for those that are.');
}

function formOf({ plan, cycle }: Facts, action: WordedAction, draft: string): WordingForm {
  return { ...cycleHeader(plan, cycle.value), action, draft, error: null, conflict: null };
}

/** An action by its id, or by its ref as a person types it. */
export type ActionChoice = { readonly actionId: string } | { readonly ref: string };

/** The id of the action that is meant. Throws `unknown-action`. */
export function chooseAction(actions: readonly WordedAction[], choice: ActionChoice): string {
  if ('actionId' in choice) return choice.actionId;
  const found = actions.find(({ ref }) => refKey(ref) === refKey(choice.ref));
  if (found) return found.actionId;
  throw new Refusal(
    'unknown-action',
    `This cycle has no action ${choice.ref}. Type “wording” for those it has.`,
  );
}

/** The form for one action, holding the present wording or the lead's words. Throws `signed-off`, `unknown-action`. */
export async function openWording(
  services: WordingServices,
  requester: Requester,
  { planId, cycleId }: { readonly planId: string; readonly cycleId: string | null },
  choice: ActionChoice,
): Promise<WordingForm> {
  const facts = await readFacts(services, requester, planId, cycleId);
  demandUnsigned(facts);
  const action = findAction(facts.actions, chooseAction(facts.actions, choice));
  return formOf(facts, action, action.wording?.text ?? action.leadWords);
}

/** The action whose wording is edited; `cycleId` null for the open or latest cycle. */
export interface WordingTarget {
  readonly planId: string;
  readonly cycleId: string | null;
  readonly actionId: string;
}

function tooLong(text: string): string | null {
  const over = text.length - replyLimits.narrative;
  return over > 0 ? `Please shorten this by ${over} characters (at most ${replyLimits.narrative}).` : null;
}

/**
 * Saves what the paper says of one action; emptied, it says the lead's words again, which an edit never touches. `seen` is the
 * version the form was filled against: another's edit since comes back as a conflict with everything typed. The wording
 * it replaces is kept whole in the log. Throws `not-permitted`, `unknown-action`, `signed-off`.
 */
export function editWording(
  services: WordingServices,
  requester: Requester,
  { planId, cycleId, actionId }: WordingTarget,
  { text: typed, seen }: { readonly text: string; readonly seen: number },
): Promise<EditedWording> {
  return withRetries(async () => {
    const facts = await readFacts(services, requester, planId, cycleId);
    demandUnsigned(facts);
    const action = findAction(facts.actions, actionId);
    const text = wordingText(typed, action.leadWords);
    const present = action.wording?.text ?? '';
    // A second tap, or a field left as it was.
    if (text === present) return { kind: 'saved', action };
    const error = tooLong(text);
    if (error !== null) return { kind: 'invalid', form: { ...formOf(facts, action, typed), error } };
    const stored = facts.stored.get(actionId);
    if (stored && stored.value.version !== seen) {
      const { by, at } = stored.value;
      const when = formatMoment(at, facts.plan.timeZone, todayIn(facts.plan, services.clock.now()));
      const conflict = { by, when, text: present };
      return { kind: 'conflict', form: { ...formOf(facts, action, typed), conflict } };
    }
    return { kind: 'saved', action: await commit(services, requester, facts, { action, text }) };
  });
}

async function commit(
  services: WordingServices,
  requester: Requester,
  { plan, cycle, stored }: Facts,
  { action, text }: { readonly action: WordedAction; readonly text: string },
): Promise<WordedAction> {
  const at = services.clock.now().toString();
  const { actionId, leadWords } = action;
  const { cycleId } = cycle.value;
  const before = stored.get(actionId);
  const version = action.seen + 1;
  const value: Wording = { cycleId, actionId, text, version, by: actorOf(requester).name, at };
  const row = { kind: 'wording', value } as const;
  const from = before?.value.text ?? '';
  const detail = {
    actionId,
    meeting: cycleId,
    versionFrom: action.seen,
    versionTo: version,
    lengthFrom: from.length,
    lengthTo: text.length,
    // Whole: the row itself holds the newest wording alone.
    earlier: from,
  };
  await services.store.commit(plan.id, [
    // Unchanged, and only if it still is: a cycle signed off meanwhile keeps its wording.
    { op: 'replace', row: { kind: 'cycle', value: cycle.value }, etag: cycle.etag },
    before ? { op: 'replace', row, etag: before.etag } : { op: 'insert', row },
    logRow(requester, 'wording-edited', at, detail),
  ]);
  return wordAction({ ...action, id: actionId }, leadWords, value);
}
