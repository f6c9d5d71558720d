import { collatePaper } from '../../domain/paper/collate-paper.ts';
import { blankFields } from '../../domain/paper/front-sheet.ts';
import type { Paper } from '../../domain/paper/paper.ts';
import { type PublicChange, publicVersion } from '../../domain/paper/public-version.ts';
import { namesOf } from '../../domain/people/person.ts';
import { frontSheetFields } from '../../domain/plan/paper-settings.ts';
import { type LateChange, lateChanges } from '../../domain/reply/late-changes.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { readSnapshot } from '../cycle/read-position.ts';
import { type ReadDigest, readDigest } from '../digest/show-digest.ts';
import { byAction } from '../shared/read-cycle.ts';
import type { Requester } from '../shared/requester.ts';

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
  /** Its figures are not fixed yet. */
  readonly isDraft: boolean;
  /** What the public version says otherwise; [] of the board's own. */
  readonly changes: readonly PublicChange[];
}

/**
 * What the board paper of a cycle says: of a frozen one what was fixed then, with later replies told apart, of an open one
 * a draft. For the board, its chair and the PM. Throws `not-permitted`, `unknown-cycle` and `paper-inconsistent`.
 */
export async function makePaper(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { planId, cycleId, isPublic }: PaperRequest,
): Promise<MadePaper> {
  const read = await readDigest(services, requester, { planId, cycleId });
  const { digest, facts, plan } = read;
  const cycle = facts.cycle;
  const [wordings, late] = await Promise.all([
    cycle === null ? [] : services.store.listWordings(planId, cycle.cycleId),
    readLateChanges(services.store, read),
  ]);
  const paper = collatePaper({
    plan,
    digest,
    facts,
    wordings: new Map(wordings.map(({ value }) => [value.actionId, value])),
    lateChanges: late,
  });
  const blank = blankFields(plan.paper, digest).map((field) => frontSheetFields[field]);
  const isDraft = digest.state !== 'frozen';
  if (!isPublic) return { paper, blank, isDraft, changes: [] };
  const hidden = new Set(plan.paper.hideNumbers.map(refKey));
  const hideIn = facts.actions.filter(({ ref }) => hidden.has(refKey(ref)));
  return {
    blank,
    isDraft,
    ...publicVersion(paper, {
      people: facts.people,
      leadKey: plan.leadKey,
      leadTexts: facts.actions.flatMap(({ responsibleLeads, strategicLeads }) => [
        ...responsibleLeads,
        ...strategicLeads,
      ]),
      hideNumbersIn: hideIn.flatMap(({ id, title, narrative }) => {
        const update = facts.updates.get(id);
        const wording = wordings.find(({ value }) => value.actionId === id)?.value.text ?? '';
        return [
          title,
          narrative,
          wording,
          update?.narrative ?? '',
          update?.reason ?? '',
          update?.recoveryStep ?? '',
          update?.evidence ?? '',
        ];
      }),
    }),
  };
}

/** What was said after the freeze and before the paper was signed off: from then on it changes no more. */
async function readLateChanges(
  store: PlanStore,
  { facts, plan }: ReadDigest,
): Promise<readonly LateChange[]> {
  const { cycle, people } = facts;
  if (cycle === null || cycle.frozenAt === null) return [];
  const frozen = await readSnapshot(store, plan.id, cycle);
  if (frozen === null) return [];
  const updates = await store.listUpdates(plan.id, cycle.cycleId);
  const { signedOff } = cycle;
  return lateChanges(frozen, byAction(updates), namesOf([...frozen.people, ...people])).filter(
    ({ at }) => signedOff === null || at <= signedOff.at,
  );
}
