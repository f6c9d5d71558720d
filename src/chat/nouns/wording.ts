import type { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { lateChangesCard } from '../../cards/reply/late-changes-card.ts';
import { wordingCard, wordingPage, wordingsCard } from '../../cards/reply/wording-card.ts';
import { replyLimits } from '../../domain/reply/reply-fields.ts';
import { editWording, listWordings, openWording } from '../../use-cases/reply/edit-wording.ts';
import { showLateChanges } from '../../use-cases/reply/show-late-changes.ts';
import { type About, type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { actionId, meeting, page, planId, seen, typed } from '../press-parts.ts';

/** `ref` is null for the list of all actions. */
interface WordingAsked {
  readonly kind: 'wording';
  readonly ref: string | null;
}

const late = { kind: 'late-changes' } as const;

/** What the paper says, and what leads have said since it was fixed. */
export const commands: readonly Command[] = [
  planCommand('read-status', {
    kind: 'late-changes',
    phrases: { 'late changes': late, late },
    help: [{ place: 20, example: 'late changes', words: 'What leads have said since the paper was fixed' }],
    answer: (conversation, _asked, about) => showLate(conversation, about),
  }),
  planCommand<WordingAsked>('run-cycle', {
    kind: 'wording',
    phrases: { wording: { kind: 'wording', ref: null } },
    patterns: [{ pattern: /^wording\s+(.+)$/iu, read: (ref) => ({ kind: 'wording', ref }) }],
    help: [{ place: 21, example: 'wording 1B vi', words: 'What the paper says of one action' }],
    answer: async ({ services, sender }, { ref }, { planId, meeting }) =>
      ref === null
        ? wordingsCard(await listWordings(services, sender, planId, meeting))
        : wordingCard(await openWording(services, sender, { planId, cycleId: meeting }, { ref })),
  }),
];

const ofAction = { planId, meeting, actionId };
const edited = { ...ofAction, seen, text: typed(replyLimits.narrative) };

export const presses: Presses = {
  'late.page': press({ planId, meeting, page }, showLate),
  'wording.page': press({ planId, meeting, page }, async ({ services, sender }, pressed) =>
    wordingsCard(await listWordings(services, sender, pressed.planId, pressed.meeting), pressed.page),
  ),
  'wording.open': press(ofAction, async ({ services, sender }, pressed) =>
    wordingCard(
      await openWording(services, sender, { planId: pressed.planId, cycleId: pressed.meeting }, pressed),
    ),
  ),
  'wording.save': press(edited, saveWording),
};

/** What has been said since the freeze; `meeting` null for the cycle frozen last. */
async function showLate(
  { services, sender }: Conversation,
  { planId, meeting, page = 1 }: About & { readonly page?: number },
): Promise<AdaptiveCard> {
  return lateChangesCard(await showLateChanges(services, sender, { planId, cycleId: meeting }), page);
}

async function saveWording(
  { services, sender }: Conversation,
  { planId, meeting, actionId, text, seen }: z.output<z.ZodObject<typeof edited>>,
): Promise<AdaptiveCard> {
  const target = { planId, cycleId: meeting, actionId };
  const edited = await editWording(services, sender, target, { text, seen });
  if (edited.kind !== 'saved') return wordingCard(edited.form);
  const view = await listWordings(services, sender, planId, meeting);
  return wordingsCard(view, wordingPage(view, actionId), edited.action);
}
