import { type DocumentName, type DocumentRequest, documents } from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { findPlan } from '../../use-cases/shared/find-plan.ts';
import type { Incoming } from './parse-activity.ts';
import type { ParsedCommand } from './parse-command.ts';

/** The document that a command asks for, of the one plan it can mean. Throws a `Refusal` in words for the sender. */
export async function documentOf(
  services: Services,
  { sender, scope }: Incoming,
  { name, planId }: { readonly name: DocumentName; readonly planId: ParsedCommand['planId'] },
  knownPlans: readonly string[],
): Promise<DocumentRequest> {
  if (scope === 'shared') {
    throw new Refusal('not-permitted', 'That is between you and me: write it to me in our own chat.');
  }
  const { plan } = await findPlan(services, sender, documents[name].permission, planId, knownPlans);
  return { planId: plan.id, name };
}
