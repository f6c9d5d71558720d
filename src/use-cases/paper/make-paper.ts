import pLimit from 'p-limit';
import type { Cycle } from '../../domain/cycle/cycle.ts';
import type { DigestSources } from '../../domain/digest/action-in-cycle.ts';
import { collatePaper } from '../../domain/paper/collate-paper.ts';
import { blankFields } from '../../domain/paper/front-sheet.ts';
import type { Paper } from '../../domain/paper/paper.ts';
import { type PublicChange, publicVersion } from '../../domain/paper/public-version.ts';
import { may } from '../../domain/people/permissions.ts';
import { namesOf } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import { frontSheetFields } from '../../domain/plan/paper-settings.ts';
import type { PlanInPaper } from '../../domain/plan/plan-in-paper.ts';
import { type LateChange, lateChanges } from '../../domain/reply/late-changes.ts';
import type { Update } from '../../domain/reply/update.ts';
import type { Wording } from '../../domain/reply/wording.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { PlanStore, Services, SignedSheet, Stored } from '../../ports.ts';
import { readSnapshot } from '../cycle/read-position.ts';
import { readDigest } from '../digest/show-digest.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';

export interface PaperRequest {
  readonly planId: string;
  /** null: the open cycle, else the latest, else as imported. */
  readonly cycleId: string | null;
  /** Posts for the names of people who are not senior, small counts hidden where the PM asked for it. */
  readonly isPublic: boolean;
}

export interface MadePaper {
  readonly paper: Paper;
  /** Fields of the front sheet that are marked as blank, as the sheet calls them. */
  readonly blank: readonly string[];
  /** Whether the requester may fill them. */
  readonly mayFill: boolean;
  /** Its figures are not fixed yet. */
  readonly isDraft: boolean;
  /** What the public version says otherwise; [] of the board's own. */
  readonly changes: readonly PublicChange[];
}

const concurrentReads = 8;

/**
 * What the board paper of a cycle says: of a frozen one what was fixed then, with later replies told apart, of an open one
 * a draft. Everything is fixed at the freeze, the plan's name, form and key among it, but for the front sheet, wordings and
 * late changes: those at the sign-off. For the chair and the PM, who may know of late changes. Throws `not-permitted`, `unknown-cycle` and `paper-inconsistent`.
 */
export async function makePaper(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { planId, cycleId, isPublic }: PaperRequest,
): Promise<MadePaper> {
  const { plan: planNow, person } = await readPlanFor(services.store, requester, planId);
  demand(person, 'read-status');
  const { digest, facts } = await readDigest(services, requester, { planId, cycleId });
  const cycle = facts.cycle;
  const [wordings, late, signed] = await Promise.all([
    cycle === null ? [] : services.store.listWordings(planId, cycle.cycleId),
    readLateChanges(services.store, facts),
    cycle === null ? null : readSignedSheet(services.store, planId, cycle),
  ]);
  const { frontSheet } = signed ?? planNow.paper;
  const plan: PlanInPaper = { ...facts.plan, paper: { ...facts.plan.paper, frontSheet } };
  const paper = collatePaper({
    plan,
    digest,
    facts,
    wordings: new Map(wordings.map(({ value }) => [value.actionId, value])),
    lateChanges: late,
  });
  const blank = blankFields(plan.paper, digest).map((field) => frontSheetFields[field]);
  const mayFill = person === null || may(person, 'run-cycle');
  const isDraft = digest.state !== 'frozen';
  if (!isPublic) return { paper, blank, mayFill, isDraft, changes: [] };
  const hidden = new Set(plan.paper.hideNumbers.map(refKey));
  const hideIn = facts.actions.filter(({ ref }) => hidden.has(refKey(ref)));
  return {
    blank,
    mayFill,
    isDraft,
    ...publicVersion(paper, {
      people: facts.people,
      leadKey: plan.leadKey,
      leads: facts.actions.map(({ responsibleLeads }) => responsibleLeads),
      strategicLeads: facts.actions.flatMap(({ strategicLeads }) => strategicLeads),
      hideNumbersIn: hideIn.flatMap((action) => textsOfAction(action, facts, { wordings, late })),
    }),
  };
}

/** Every text that a paper may say of one action. */
function textsOfAction(
  { id, title, narrative, evidence, revisedTimescale }: Action,
  { updates }: DigestSources,
  { wordings, late }: { readonly wordings: readonly Stored<Wording>[]; readonly late: readonly LateChange[] },
): string[] {
  const update = updates.get(id);
  const said = [
    ...(update ? [update] : []),
    ...late.filter(({ actionId }) => actionId === id).map(({ now }) => now),
  ];
  return [
    title,
    narrative,
    evidence.join('\n'),
    revisedTimescale?.reason ?? '',
    wordings.find(({ value }) => value.actionId === id)?.value.text ?? '',
    ...said.flatMap((one) => [one.narrative, one.reason, one.recoveryStep, one.evidence]),
  ];
}

/** The front sheet of a paper that is signed off; null while it may still be filled. */
async function readSignedSheet(
  store: PlanStore,
  planId: string,
  { cycleId, snapshot, signedOff }: Cycle,
): Promise<SignedSheet | null> {
  if (signedOff === null || snapshot === null) return null;
  return store.readSignedSheet(planId, cycleId, snapshot);
}

/** What was said after the freeze and before the paper was signed off: from then on it changes no more. */
async function readLateChanges(
  store: PlanStore,
  { cycle, people, plan }: DigestSources,
): Promise<readonly LateChange[]> {
  if (cycle === null || cycle.frozenAt === null) return [];
  const frozen = await readSnapshot(store, plan.id, cycle);
  if (frozen === null) return [];
  const updates = (await store.listUpdates(plan.id, cycle.cycleId)).map(({ value }) => value);
  const { signedOff } = cycle;
  const said = signedOff === null ? updates : await updatesBy(store, plan.id, updates, signedOff.at);
  // What people were called at the freeze: somebody may have another name a year later.
  const nameOf = namesOf([...people, ...frozen.people]);
  return lateChanges(frozen, new Map(said.map((update) => [update.actionId, update])), nameOf);
}

/** The replies of a cycle as they stood at an instant: of one that was given anew since, the version before. */
async function updatesBy(
  store: PlanStore,
  planId: string,
  updates: readonly Update[],
  at: string,
): Promise<Update[]> {
  const before = await pLimit(concurrentReads).map(updates, async (update): Promise<Update | null> => {
    if (update.at <= at) return update;
    const history = await store.listHistory(planId, update.actionId);
    const earlier = history.flatMap(({ update: one }) => (one?.cycleId === update.cycleId ? [one] : []));
    return earlier.find((one) => one.at <= at) ?? null;
  });
  return before.filter((update) => update !== null);
}
