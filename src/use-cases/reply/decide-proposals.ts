import { namesOf } from '../../domain/people/person.ts';
import type { Action } from '../../domain/plan/action.ts';
import {
  applyDecision,
  isApprovable,
  type Proposal,
  type ProposalKind,
  proposalKinds,
} from '../../domain/reply/proposals.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { refKey } from '../../domain/shared/ref.ts';
import type { Services, Stored, Write } from '../../ports.ts';
import { historyRow, logRow } from '../shared/log-row.ts';
import { actorOf, demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { readProposals, readWaiting } from './list-proposals.ts';

type DecideServices = Pick<Services, 'store' | 'clock'>;

/** One decision; `seen` is the proposal's `askedAt` as whoever decides was shown it. */
export interface Decision {
  readonly actionId: string;
  readonly what: ProposalKind;
  readonly approve: boolean;
  /** For the lead, where it is declined; '' for none. */
  readonly reason: string;
  readonly seen: string;
}

export interface DecidedProposal {
  readonly actionId: string;
  readonly ref: string;
  readonly title: string;
  readonly what: ProposalKind;
  readonly approve: boolean;
  /** The timescale asked for; '' for a completion. */
  readonly asked: string;
  /**
   * `decided` now; `changed`: asked anew since it was shown, so nothing was written; `gone`: withdrawn or decided already;
   * `no-evidence`: a completion cannot be approved without any (DOMAIN 4.7).
   */
  readonly outcome: 'decided' | 'changed' | 'gone' | 'no-evidence';
}

export interface DecidedProposals {
  readonly planId: string;
  readonly decided: readonly DecidedProposal[];
  /** Proposals that still wait. */
  readonly left: number;
}

/** Longest reason for a decline, in UTF-16 units. */
export const longestReason = 500;

/** A proposal with what was decided of it, and how its action stands after. */
interface DecidedAction {
  readonly proposal: Proposal;
  readonly decision: Decision;
  readonly after: Action;
}

function writesFor(
  requester: Requester,
  at: string,
  { value: before, etag }: Stored<Action>,
  { proposal, decision, after }: DecidedAction,
): Write[] {
  const change =
    proposal.what === 'completion'
      ? { statusFrom: before.status, statusTo: after.status }
      : {
          asked: proposal.asked,
          approvedFrom: before.approvedTimescale?.timescale.text ?? null,
          approvedTo: after.approvedTimescale?.timescale.text ?? null,
        };
  return [
    { op: 'replace', row: { kind: 'action', value: after }, etag },
    historyRow(requester, at, before),
    logRow(requester, `${proposal.what}-${decision.approve ? 'approved' : 'declined'}`, at, {
      actionId: after.id,
      proposedBy: proposal.by,
      ...change,
      ...(decision.reason === '' ? {} : { reason: decision.reason }),
    }),
  ];
}

/** A plan of which proposals are decided, and the names its people go by. */
interface DecidedPlan {
  readonly planId: string;
  readonly nameOf: (personId: string) => string;
}

/** Decides one proposal if it is still the one that was shown; action, history and log in one transaction. */
async function decideOne(
  services: DecideServices,
  requester: Requester,
  { planId, nameOf }: DecidedPlan,
  decision: Decision,
): Promise<DecidedProposal> {
  const { store } = services;
  const { actionId, what, approve } = decision;
  return withRetries(async () => {
    const stored = await store.readAction(planId, actionId);
    if (!stored) {
      throw new Refusal(
        'unknown-action',
        'I can’t find that action in the plan any more. Look at the list anew.',
      );
    }
    const { ref, title } = stored.value;
    const subject = { actionId, ref, title, what, approve };
    const proposals = await readProposals(store, planId, [stored.value], nameOf);
    const proposal = proposals.find((candidate) => candidate.what === what);
    if (!proposal) return { ...subject, asked: '', outcome: 'gone' };
    const { asked } = proposal;
    if (proposal.askedAt !== decision.seen) return { ...subject, asked, outcome: 'changed' };
    if (approve && !isApprovable(proposal)) return { ...subject, asked, outcome: 'no-evidence' };
    const at = services.clock.now().toString();
    const verdict = { approve, reason: decision.reason, by: actorOf(requester).name, at };
    const after = applyDecision(stored.value, proposal, verdict);
    await store.commit(planId, writesFor(requester, at, stored, { proposal, decision, after }));
    return { ...subject, asked, outcome: 'decided' };
  });
}

function checkReason(text: string): string {
  const reason = text.trim();
  if (reason.length <= longestReason) return reason;
  throw new Refusal(
    'bad-input',
    `Please shorten the reason by ${reason.length - longestReason} characters (at most ${longestReason}).`,
  );
}

async function decideEach(
  services: DecideServices,
  requester: Requester,
  { planId, nameOf }: DecidedPlan,
  decisions: readonly Decision[],
): Promise<DecidedProposals> {
  const checked = decisions.map((decision) => ({ ...decision, reason: checkReason(decision.reason) }));
  const decided: DecidedProposal[] = [];
  for (const decision of checked) {
    decided.push(await decideOne(services, requester, { planId, nameOf }, decision));
  }
  const actions = (await services.store.listActions(planId)).map(({ value }) => value);
  return { planId, decided, left: (await readProposals(services.store, planId, actions, nameOf)).length };
}

/**
 * Approves or declines proposals, each for itself: one that has changed or gone meanwhile is told and left alone, and stops no
 * other. For the chair and the PM. Throws `not-permitted`, `unknown-action`, `bad-input` for a reason too long.
 */
export async function decideProposals(
  services: DecideServices,
  requester: Requester,
  planId: string,
  decisions: readonly Decision[],
): Promise<DecidedProposals> {
  const { person, people } = await readPlanFor(services.store, requester, planId);
  demand(person, 'decide');
  return decideEach(services, requester, { planId, nameOf: namesOf(people) }, decisions);
}

/**
 * Approves everything that waits, if it is still the list that was `seen`, by its stamp. Throws `bad-input` when the list has
 * changed since it was shown: nobody approves what they have not seen.
 */
export async function approveAll(
  services: DecideServices,
  requester: Requester,
  planId: string,
  seen: string,
): Promise<DecidedProposals> {
  const { waiting, nameOf } = await readWaiting(services, requester, planId);
  if (waiting.stamp !== seen) {
    throw new Refusal(
      'bad-input',
      'The list has changed since it was shown, so nothing was approved. Look at it anew: type “decisions”.',
    );
  }
  const decisions = waiting.proposals.map((proposal) => decisionOn(proposal, { approve: true, reason: '' }));
  return decideEach(services, requester, { planId, nameOf }, decisions);
}

/** Which proposals of a plan a command means; null stands for all. */
export interface ProposalChoice {
  readonly planId: string;
  readonly ref: string | null;
  readonly what: ProposalKind | null;
}

/**
 * Decides proposals as they stand now, for whoever names them by ref instead of having been shown them. Throws
 * `unknown-action` where the ref has nothing to decide.
 */
export async function decideByRef(
  services: DecideServices,
  requester: Requester,
  { planId, ref, what }: ProposalChoice,
  verdict: Pick<Decision, 'approve' | 'reason'>,
): Promise<DecidedProposals> {
  const { waiting, nameOf } = await readWaiting(services, requester, planId);
  const { proposals } = waiting;
  const meant = proposals.filter(
    (proposal) =>
      (ref === null || refKey(proposal.ref) === refKey(ref)) && (what === null || proposal.what === what),
  );
  if (meant.length === 0 && ref !== null) {
    const refs = [...new Set(proposals.map((proposal) => proposal.ref))].join(', ');
    throw new Refusal(
      'unknown-action',
      `Nothing waits to be decided for ${ref}.${refs === '' ? '' : ` Decisions wait for: ${refs}.`}`,
    );
  }
  const decisions = meant.map((proposal) => decisionOn(proposal, verdict));
  return decideEach(services, requester, { planId, nameOf }, decisions);
}

/** A verdict on a proposal as it was just read. */
function decisionOn(
  { actionId, what, askedAt }: Proposal,
  verdict: Pick<Decision, 'approve' | 'reason'>,
): Decision {
  return { actionId, what, seen: askedAt, ...verdict };
}

/** null for anything but a kind of proposal. */
export function parseProposalKind(text: string): ProposalKind | null {
  return proposalKinds.find((kind) => kind === text) ?? null;
}
