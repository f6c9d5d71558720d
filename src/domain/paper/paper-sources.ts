import type { DigestSources } from '../digest/action-in-cycle.ts';
import type { Digest } from '../digest/digest.ts';
import type { ActionId } from '../plan/action.ts';
import type { PlanInPaper } from '../plan/plan-in-paper.ts';
import type { LateChange } from '../reply/late-changes.ts';
import type { Wording } from '../reply/wording.ts';

/** What a paper is made from: the same sources as its digest, and what the PM and the leads have said beside it. */
export interface PaperSources {
  readonly plan: PlanInPaper;
  /** Of the whole plan: a narrowed one is no paper. */
  readonly digest: Digest;
  readonly facts: DigestSources;
  /** The PM's wordings of this cycle, by action id. */
  readonly wordings: ReadonlyMap<ActionId, Wording>;
  /** Of a frozen cycle; [] of any other. */
  readonly lateChanges: readonly LateChange[];
}
