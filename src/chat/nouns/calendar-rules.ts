import { z } from 'zod';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { scheduleRulesCard, scheduleRulesSavedCard } from '../../cards/meetings/schedule-rules-card.ts';
import {
  draftOf,
  type RulesDraft,
  type RulesFaults,
  readRulesDraft,
} from '../../cards/meetings/schedule-rules-draft.ts';
import { setScheduleRules } from '../../use-cases/calendar/set-schedule-rules.ts';
import type { Conversation } from '../conversation.ts';
import { type Presses, press } from '../press.ts';
import { optional, planId, toggle, typed } from '../press-parts.ts';
import { isBadInput, isConflict, readCalendar } from './calendar-parts.ts';

/** A number comes as one or as its text, by client. */
const number = z.preprocess((value) => (typeof value === 'number' ? String(value) : value), typed(20));
const time = typed(20);
const rules = {
  clearDays: number,
  clearDayKind: z.enum(['working', 'calendar']).default('working'),
  dueDays: number,
  freezeDays: number,
  freezeAt: time,
  openDays: number,
  reminderDays: typed(100),
  escalateDays: number,
  sendFrom: time,
  sendUntil: time,
  periodDays: number,
  boardDays: typed(2000),
  closedDays: typed(4000),
  terms: typed(2000),
  outOfTermCloses: toggle,
  sendsDigest: optional(z.unknown()).transform((value) => (value === null ? null : toggle.parse(value))),
};

export const presses: Presses = {
  'schedule.rulesForm': press({ planId }, (conversation, pressed) => showRules(conversation, pressed.planId)),
  'schedule.saveRules': press({ planId, ...rules }, (conversation, { planId, ...draft }) =>
    saveRules(conversation, planId, draft),
  ),
};

/** The form of the rules by which dates are worked back, as they are. */
export async function showRules({ services, sender }: Conversation, planId: string): Promise<AdaptiveCard> {
  const { name, rules } = await readCalendar(services, sender, planId);
  return rulesForm({ planId, name }, draftOf(rules));
}

/** What is wrong with a form that was sent. */
interface Wrong {
  /** By field. */
  readonly faults?: RulesFaults;
  /** With the whole of it. */
  readonly problem?: string;
}

function rulesForm(
  { planId, name }: { readonly planId: string; readonly name: string },
  draft: RulesDraft,
  { faults = {}, problem }: Wrong = {},
): AdaptiveCard {
  return scheduleRulesCard({ planId, planName: name, draft, faults, problem: problem ?? null });
}

async function saveRules(
  { services, sender }: Conversation,
  planId: string,
  draft: RulesDraft,
): Promise<AdaptiveCard> {
  const { name } = await readCalendar(services, sender, planId);
  const plan = { planId, name };
  const read = readRulesDraft(draft);
  if ('faults' in read) return rulesForm(plan, draft, { faults: read.faults });
  try {
    return scheduleRulesSavedCard(await setScheduleRules(services, sender, planId, read.rules));
  } catch (error) {
    if (isBadInput(error)) return rulesForm(plan, draft, { problem: error.message });
    if (!isConflict(error)) throw error;
    return rulesForm(plan, draft, { problem: 'Somebody changed the plan at this moment. Press Save again.' });
  }
}
