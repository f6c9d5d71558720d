import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { assignCard, assignedCard } from '../../cards/leads/assign-card.ts';
import type { ActionSelection } from '../../domain/plan/select-actions.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { type AssignRequest, assignLeads, previewAssign } from '../../use-cases/leads/assign-leads.ts';
import { listAssignable } from '../../use-cases/leads/list-assignable.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { actionId, page, personId, planId } from '../press-parts.ts';

type AssignFault = Parameters<typeof assignCard>[0]['fault'];

/** More than this change hands only after they have been shown. */
const mostUnseen = 5;

/** What is asked in words; null for the form. */
interface AssignAsked {
  readonly kind: 'assign';
  readonly asked: AssignWords | null;
}

const form: AssignAsked = { kind: 'assign', asked: null };

export const commands: readonly Command[] = [
  planCommand<AssignAsked>('run-cycle', {
    kind: 'assign',
    phrases: { assign: form, 'assign leads': form },
    patterns: [{ pattern: /^assign\s+(.+)$/iu, read: parseAssign }],
    help: [
      {
        place: 12,
        example: 'assign 1B i-iii to Ana Holt',
        words: 'Say who leads actions; “assign theme …”, or “assign” alone to choose',
      },
    ],
    listed: [
      {
        place: 11,
        title: 'assign',
        description: 'Say who leads actions, for example: assign 1B vi to Ana Holt (project manager)',
        where: 'personal',
      },
    ],
    answer: (conversation, { asked }, { planId }) => showAssign(conversation, planId, asked),
  }),
];

const mostActions = 2_000;

/** Ids in one text: a choice set joins what was ticked with commas, a button of ours with spaces. */
const idList = (id: z.ZodString, most: number) =>
  z
    .string()
    .max(most * 40)
    .nullish()
    .transform((text) => (text ?? '').split(/[\s,]+/u).filter((part) => part !== ''))
    .pipe(z.array(id).max(most));

/** An untouched choice comes back empty, or not at all. */
const chosenPerson = z
  .union([z.literal(''), personId])
  .nullish()
  .transform((id) => id ?? '');

const filledIn = {
  planId,
  page,
  actions: idList(actionId, mostActions),
  lead: chosenPerson,
  second: chosenPerson,
  strategic: chosenPerson,
};

export const presses: Presses = {
  'assign.page': press({ planId, page }, (conversation, pressed) =>
    assignForm(conversation, pressed.planId, pressed.page),
  ),
  'assign.save': press(filledIn, saveForm),
  /** What a preview showed; `leads` in the order of updating. */
  'assign.confirm': press(
    {
      planId,
      entered: z.object({
        actions: idList(actionId, mostActions),
        leads: idList(personId, 20),
        strategic: idList(personId, 20),
      }),
    },
    async (conversation, { planId, entered: { actions: ids, leads, strategic } }) => {
      if (leads.length === 0)
        throw new Refusal('bad-input', 'Choose who leads them. Type “assign” for a form.');
      const selection = { by: 'ids', ids } as const;
      const named = strategic.length === 0 ? null : strategic;
      return assign(conversation, { planId, selection, leads, strategic: named }, true);
    },
  ),
};

interface AssignWords {
  readonly selection: ActionSelection;
  /** Names as typed, in one text. */
  readonly leads: string;
}

function parseAssign(words: string): AssignAsked | null {
  // Themes may hold a “to”; names do not.
  const [, what = '', leads = ''] = /^(.+)\s+to\s+(.+)$/iu.exec(words) ?? [];
  if (what === '') return null;
  const [, by, text = ''] = /^(theme|priority)\s+(.+)$/iu.exec(what) ?? [];
  const selection: ActionSelection =
    by === undefined
      ? { by: 'refs', text: what.replace(/^actions?\s+/iu, '') }
      : { by: by.toLowerCase() === 'theme' ? 'theme' : 'priority', text };
  return { kind: 'assign', asked: { selection, leads } };
}

async function assignForm(
  { services, sender }: Conversation,
  planId: string,
  page: number,
  fault: AssignFault = null,
): Promise<AdaptiveCard> {
  return assignCard({ ...(await listAssignable(services, sender, planId)), page, fault });
}

async function assign(
  { services, sender }: Conversation,
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
function showAssign(
  conversation: Conversation,
  planId: string,
  asked: AssignWords | null,
): Promise<AdaptiveCard> {
  if (asked === null) return assignForm(conversation, planId, 1);
  const { selection, leads } = asked;
  return assign(conversation, { planId, selection, leads, strategic: null }, false);
}

async function saveForm(
  conversation: Conversation,
  { planId, page, actions, lead, second, strategic }: z.output<z.ZodObject<typeof filledIn>>,
): Promise<AdaptiveCard> {
  const again = (words: string) =>
    assignForm(conversation, planId, page, { words, actions, lead, second, strategic });
  if (actions.length === 0) return again('Tick at least one action.');
  if (lead === '') return again('Choose who leads them.');
  const request: AssignRequest = {
    planId,
    selection: { by: 'ids', ids: actions },
    leads: second === '' ? [lead] : [lead, second],
    strategic: strategic === '' ? null : [strategic],
  };
  try {
    return await assign(conversation, request, false);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'unknown-person') throw error;
    return again('Somebody chosen here is no longer on the people list. Choose again.');
  }
}
