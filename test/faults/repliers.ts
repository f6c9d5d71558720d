import { setTimeout as wait } from 'node:timers/promises';
import { saveReply } from '../bench/activities.ts';
import type { SeededLead } from '../support/seed-leads.ts';
import type { World } from './world.ts';

interface Reply {
  readonly lead: SeededLead;
  readonly narrative: string;
  readonly acknowledged: boolean;
}

/** Leads who answer while replicas come and go. */
export interface Repliers {
  /** The lead answers soon, again and again until there is a receipt. */
  answerSoon(lead: SeededLead): void;
  /** When everybody has a receipt or has given up. */
  finish(): Promise<readonly Reply[]>;
}

export function createRepliers(world: World, meeting: string): Repliers {
  const replies: Promise<Reply>[] = [];

  async function answer(lead: SeededLead): Promise<Reply> {
    await wait(world.random() * 1_500);
    const narrative = `Lead ${lead.personId} of ${lead.planId}: the pathway is out for comments.`;
    const draft = {
      rating: 'Amber',
      narrative,
      revisedDate: '',
      reason: 'The provider has yet to sign.',
      recoveryStep: 'The chair writes to the provider this week.',
      evidence: '',
      finished: false,
    };
    const { planId, userId, actionId } = lead;
    const reply = saveReply(
      userId,
      { planId, cycleId: meeting, actionId },
      0,
      draft,
      world.connector.serviceUrl,
    );
    const receipt = await world.post(reply, (text) => text.includes('"✔ Saved"'));
    return { lead, narrative, acknowledged: receipt !== null };
  }

  return {
    answerSoon(lead) {
      replies.push(answer(lead));
    },
    finish: () => Promise.all(replies),
  };
}

/** Every reply that was acknowledged is stored as it was written, once. */
export async function checkReplies(
  { report, seeder: { store } }: World,
  replies: readonly Reply[],
  meeting: string,
): Promise<void> {
  const acknowledged = replies.filter((reply) => reply.acknowledged);
  const gaveUp = replies.length - acknowledged.length;
  report.check(
    'Every reply was acknowledged in the end',
    gaveUp === 0,
    `${acknowledged.length}, not ${gaveUp}`,
  );
  const saved = new Map<string, number>();
  for (const planId of new Set(acknowledged.map(({ lead }) => lead.planId))) {
    for (const { what, detail } of await store.listLog(planId, 1_000_000)) {
      if (what !== 'reply-saved') continue;
      const name = `${planId} ${String(detail['actionId'])}`;
      saved.set(name, (saved.get(name) ?? 0) + 1);
    }
  }
  const wrong: string[] = [];
  for (const { lead, narrative } of acknowledged) {
    const { planId, actionId } = lead;
    const [update, action, history] = await Promise.all([
      store.readUpdate(planId, meeting, actionId),
      store.readAction(planId, actionId),
      store.listHistory(planId, actionId),
    ]);
    const stored = update?.value.narrative === narrative && action?.value.narrative === narrative;
    const once =
      update?.value.version === 1 && history.length === 1 && saved.get(`${planId} ${actionId}`) === 1;
    if (!stored || !once) wrong.push(`${planId} ${actionId}`);
  }
  const detail = `${acknowledged.length} looked at${wrong.length === 0 ? '' : `; wrong: ${wrong.slice(0, 5).join(', ')}`}`;
  report.check('Every acknowledged reply is stored with its text, once', wrong.length === 0, detail);
}
