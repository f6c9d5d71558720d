import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import { answerCard, askCard, questionCard } from '../../cards/reply/question-cards.ts';
import { describeReason } from '../../domain/digest/collate-status.ts';
import { longestAnswer, longestQuestion } from '../../domain/reply/question.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { showAction } from '../../use-cases/digest/show-action.ts';
import { answerQuestion, showQuestion } from '../../use-cases/reply/answer-question.ts';
import { askLead, openAskForm } from '../../use-cases/reply/ask-lead.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { actionId, meeting, optional, planId, typed } from '../press-parts.ts';

const questionId = z.string().regex(/^[0-9a-f]{8,32}$/);
const ofAction = { planId, meeting: optional(meeting), actionId };
const ask = { ...ofAction, questionId, text: typed(longestQuestion) };
const answer = { planId, actionId, questionId, text: typed(longestAnswer) };

type AskPress = z.output<z.ZodObject<typeof ask>>;

/** Questions to leads: asking and answering is between a person and the bot. */
export const presses: Presses = {
  'question.form': press(ofAction, (conversation, pressed) => askForm(conversation, pressed)),
  'question.ask': press(ask, sendQuestion),
  'question.answer': press(answer, sendAnswer),
};

/** The form, as it was typed where something is wrong with it. */
async function askForm(
  { services, sender }: Conversation,
  target: Pick<AskPress, 'planId' | 'meeting' | 'actionId'>,
  again: { readonly questionId: string; readonly text: string; readonly error: string } | null = null,
): Promise<AdaptiveCard> {
  const { planId, meeting, actionId } = target;
  const { plan, action, to, questionId } = await openAskForm(services, sender, target);
  const { story } = await showAction(services, sender, { planId, actionId, cycleId: meeting }, false);
  const facts = {
    ...{ planId, planName: plan.name, meeting, action, toName: to.name },
    ...{ questionId: again?.questionId ?? questionId, suggested: story.action.question },
  };
  return askCard(facts, again);
}

async function sendQuestion(conversation: Conversation, press: AskPress): Promise<AdaptiveCard> {
  const { services, sender } = conversation;
  try {
    const { asked, unreachable } = await askLead(services, sender, press, press);
    return answerCard(asked, unreachable === null ? null : describeReason(unreachable));
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error;
    return askForm(conversation, press, { ...press, error: error.message });
  }
}

async function sendAnswer(
  { services, sender }: Conversation,
  press: z.output<z.ZodObject<typeof answer>>,
): Promise<AdaptiveCard> {
  try {
    const answered = await answerQuestion(services, sender, press, press.text);
    if (answered.kind === 'answered') return questionCard(answered.asked);
    const { asked, to } = answered;
    return noticeCard({
      tone: 'information',
      title: `You do not lead ${asked.ref} any more`,
      text:
        to === null
          ? 'Your answer was not saved. Nobody leads the action now, or the question is answered; who asked is told.'
          : `Your answer was not saved. The question is on its way to ${to}, who leads it now.`,
      buttons: [{ title: 'My actions', verb: 'menu.myActions', planId: asked.planId }],
    });
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'bad-input') throw error;
    return questionCard(await showQuestion(services, sender, press), {
      text: press.text,
      error: error.message,
    });
  }
}
