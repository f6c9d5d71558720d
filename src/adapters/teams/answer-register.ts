import { logCard } from '../../cards/digest/log-card.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import type { RegisterSubmission } from '../../cards/kit/register-submission.ts';
import { assignCard, assignedCard } from '../../cards/leads/assign-card.ts';
import { reopenActionCard } from '../../cards/reply/reopen-action-card.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { showLog } from '../../use-cases/digest/show-log.ts';
import { type AssignRequest, assignLeads, previewAssign } from '../../use-cases/leads/assign-leads.ts';
import { listAssignable } from '../../use-cases/leads/list-assignable.ts';
import { longestReason } from '../../use-cases/reply/decide-proposals.ts';
import { reopenAction } from '../../use-cases/reply/reopen-action.ts';
import { findAction } from '../../use-cases/shared/find-action.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import type { AssignWords } from './parse-manager-words.ts';

type Press<V extends RegisterSubmission['verb']> = Extract<RegisterSubmission, { readonly verb: V }>;
type AssignFault = Parameters<typeof assignCard>[0]['fault'];

/** More than this change hands only after they have been shown. */
const mostUnseen = 5;
/** In one read of the storage. */
const logEntries = 999;

async function assignForm(
  services: Services,
  sender: Sender,
  planId: string,
  page: number,
  fault: AssignFault = null,
): Promise<AdaptiveCard> {
  return assignCard({ ...(await listAssignable(services, sender, planId)), page, fault });
}

async function assign(
  services: Services,
  sender: Sender,
  request: AssignRequest,
  seen: boolean,
): Promise<AdaptiveCard> {
  if (!seen) {
    const preview = await previewAssign(services, sender, request);
    if (preview.changed.length > mostUnseen) return assignedCard(preview);
  }
  return assignedCard(await assignLeads(services, sender, request));
}

/** Assigns as typed; without words the form. More than five actions are shown first. */
export function showAssign(
  services: Services,
  sender: Sender,
  planId: string,
  asked: AssignWords | null,
): Promise<AdaptiveCard> {
  if (asked === null) return assignForm(services, sender, planId, 1);
  const { selection, leads } = asked;
  return assign(services, sender, { planId, selection, leads, strategic: null }, false);
}

async function saveForm(
  services: Services,
  sender: Sender,
  { planId, page, actions, lead, second, strategic }: Press<'assign.save'>,
): Promise<AdaptiveCard> {
  const again = (words: string) =>
    assignForm(services, sender, planId, page, { words, actions, lead, second, strategic });
  if (actions.length === 0) return again('Tick at least one action.');
  if (lead === '') return again('Choose who leads them.');
  const request: AssignRequest = {
    planId,
    selection: { by: 'ids', ids: actions },
    leads: second === '' ? [lead] : [lead, second],
    strategic: strategic === '' ? null : [strategic],
  };
  try {
    return await assign(services, sender, request, false);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unknown-person') throw error;
    return again('Somebody chosen here is no longer on the people list. Choose again.');
  }
}

/** The log, newest first, of one action or person where `of` is a ref or a name. */
export async function showLogCard(
  services: Services,
  sender: Sender,
  planId: string,
  of: string | null,
  page = 1,
): Promise<AdaptiveCard> {
  const { subject, ...log } = await showLog(services, sender, planId, logEntries, of);
  if (subject === null) return logCard({ ...log, subject: null }, page);
  const named =
    subject.kind === 'action'
      ? { words: subject.ref, text: subject.ref }
      : { words: subject.name, text: subject.id };
  return logCard({ ...log, subject: named }, page);
}

/** Opens a completed action again, once its reason is known. */
export async function reopenCompleted(
  services: Services,
  sender: Sender,
  planId: string,
  which: { readonly ref: string } | { readonly actionId: string },
  reason: string | null,
): Promise<AdaptiveCard> {
  const { plan, action } = await findAction(services, sender, 'decide', planId, which);
  const form = { planId, planName: plan.name, limit: longestReason };
  if (reason === null && action.status === 'complete') return reopenActionCard(form, action);
  try {
    const { ref } = await reopenAction(services, sender, planId, action.ref, reason ?? '-');
    return noticeCard({
      tone: 'done',
      title: `${ref} is open again`,
      text: 'The reason is on record. Its lead is asked about it again, in an open cycle at once.',
      buttons: [{ title: 'Status', verb: 'menu.status', planId }],
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input' || action.status !== 'complete')
      throw error;
    return reopenActionCard(form, action, { text: reason ?? '', error: error.message });
  }
}

/** The card that answers a press about the register. Throws a `Refusal` in words for the sender. */
export async function answerRegister(
  services: Services,
  sender: Sender,
  submission: RegisterSubmission,
): Promise<AdaptiveCard> {
  const { planId } = submission;
  switch (submission.verb) {
    case 'assign.page':
      return assignForm(services, sender, planId, submission.page);
    case 'assign.save':
      return saveForm(services, sender, submission);
    case 'assign.confirm': {
      const { actions: ids, leads, strategic } = submission.entered;
      const selection = { by: 'ids', ids } as const;
      if (leads.length === 0)
        throw new Refusal('bad-input', 'Choose who leads them. Type “assign” for a form.');
      const named = strategic.length === 0 ? null : strategic;
      return assign(services, sender, { planId, selection, leads, strategic: named }, true);
    }
    case 'log.page':
      return showLogCard(services, sender, planId, submission.subject, submission.page);
    case 'action.reopen':
      return reopenCompleted(services, sender, planId, { actionId: submission.actionId }, submission.text);
  }
}
