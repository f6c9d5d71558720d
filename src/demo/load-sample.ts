import { Temporal } from 'temporal-polyfill';
import type { DeliveryKey } from '../domain/delivery/delivery.ts';
import { forEachText, type ReplyDraft } from '../domain/reply/reply-fields.ts';
import { readPeopleFile } from '../plan-files/read-people-file.ts';
import { readPlanFile } from '../plan-files/read-plan-file.ts';
import type { Clock, ConversationRef, DeliveryQueue, Services } from '../ports.ts';
import { freezeCycle } from '../use-cases/cycle/freeze-cycle.ts';
import { openCycle } from '../use-cases/cycle/open-cycle.ts';
import { deliverBatch } from '../use-cases/delivery/deliver-prompts.ts';
import { importPlan } from '../use-cases/import/import-plan.ts';
import { assignLeads } from '../use-cases/leads/assign-leads.ts';
import { addMeetings } from '../use-cases/meetings/schedule-meetings.ts';
import { importPeople } from '../use-cases/people/import-people.ts';
import { recordNoChange, recordUpdate } from '../use-cases/reply/record-update.ts';
import { keyOf } from '../use-cases/shared/insert-deliveries.ts';
import type { SampleUser } from './sample/sample-people.ts';
import { samplePeople } from './sample/sample-people.ts';
import {
  type SampleCycle,
  type SampleReply,
  sampleAssignments,
  sampleCalendar,
  samplePastCycles,
  samplePeopleFile,
  samplePlanId,
  sampleTracker,
} from './sample/sample-plan.ts';

const operator = { via: 'system' } as const;
const timeZone = 'Europe/London';

/** A clock that stands at one time of a day in the plan's time zone. */
function clockOn(day: string, time: string): Clock {
  const instant = Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(timeZone).toInstant();
  return { now: () => instant };
}

/** The day the stored sample was made for, or null where there is none, or not all of it. */
async function readSampleDay(services: Pick<Services, 'store'>): Promise<Temporal.PlainDate | null> {
  const plan = await services.store.readPlan(samplePlanId);
  return plan ? Temporal.Instant.from(plan.value.createdAt).toZonedDateTimeISO(timeZone).toPlainDate() : null;
}

/**
 * Loads the sample plan with its people, leads, board meetings and two past cycles, all through the product's own use
 * cases, as far as it is not there: stopped half-way, it goes on where it was. Gives whether there was anything to load.
 */
export async function loadSample(
  services: Services,
  tenantId: string,
  user: SampleUser,
): Promise<'loaded' | 'was-there'> {
  const { store, clock } = services;
  const made = await readSampleDay(services);
  const today = made ?? clock.now().toZonedDateTimeISO(timeZone).toPlainDate();
  const past = samplePastCycles(today, user);
  const stored = await store.listCycles(samplePlanId);
  const isFrozen = ({ meeting }: SampleCycle) =>
    stored.some(({ value }) => value.cycleId === meeting && value.state === 'frozen');
  if (past.every(isFrozen)) return 'was-there';
  const imported = await readPlanFile('ostlemere-tracker.csv', Buffer.from(sampleTracker(today)));
  await importPlan(services, operator, {
    planId: samplePlanId,
    tenantId,
    name: null,
    imported,
    dryRun: false,
    // The sample is the program's own, also where a start that broke off has left half of it.
    confirmed: true,
  });
  const read = await readPeopleFile('ostlemere-people.csv', Buffer.from(samplePeopleFile(user)));
  await importPeople(services, operator, samplePlanId, { people: read.people });
  await assignSample(services, user);
  // Before the past cycles: once the last of those is frozen, nothing is loaded again.
  await addMeetings(services, operator, samplePlanId, {
    dates: sampleCalendar(today).join('\n'),
    every: '',
    from: '',
    until: '',
    boards: [],
    asking: 'when-due',
  });
  for (const cycle of past.filter((candidate) => !isFrozen(candidate))) {
    await replayCycle(services, tenantId, user, cycle);
  }
  return 'loaded';
}

async function assignSample(services: Services, user: SampleUser): Promise<void> {
  const actions = await services.store.listActions(samplePlanId);
  const assigned = new Set(
    actions.filter(({ value }) => value.responsible.length > 0).map(({ value }) => value.ref),
  );
  for (const { ref, lead, strategic } of sampleAssignments(user)) {
    if (assigned.has(ref)) continue;
    await assignLeads(services, operator, {
      planId: samplePlanId,
      selection: { by: 'ref', ref },
      leads: [lead],
      strategic: [strategic],
    });
  }
}

/** A queue for prompts that went out long ago: nothing may reach today's chats. */
function memoryQueue(): DeliveryQueue {
  const waiting: DeliveryKey[] = [];
  return {
    enqueue: async (keys) => {
      waiting.push(...keys);
    },
    receive: async (max) =>
      waiting
        .splice(0, max)
        .map((key) => ({ key, handedOut: 1, remove: async () => {}, release: async () => {} })),
    depth: async () => waiting.length,
  };
}

/** The services as they were on a past day, when everybody could be reached and every prompt arrived. */
function servicesOn(services: Services, day: string, time: string): Services {
  const anywhere = (userId: string): ConversationRef => ({
    ...{ tenantId: '', userId, conversationId: '', serviceUrl: '' },
    ...{ channelId: 'msteams', botId: '', botName: '', memberId: '' },
  });
  return {
    ...services,
    clock: clockOn(day, time),
    queue: memoryQueue(),
    directory: { ...services.directory, findConversation: async (_tenantId, userId) => anywhere(userId) },
    messenger: {
      open: async (person) => ({ kind: 'opened', ref: { ...person, conversationId: '' } }),
      send: async () => ({ kind: 'sent', activityId: 'past' }),
      update: async () => ({ kind: 'sent', activityId: 'past' }),
    },
    pace: { take: async () => ({ kind: 'go' }), pause: async () => undefined },
  };
}

async function replayCycle(
  services: Services,
  tenantId: string,
  user: SampleUser,
  cycle: SampleCycle,
): Promise<void> {
  const opening = servicesOn(services, cycle.openedOn, '09:30');
  await openCycle(opening, operator, samplePlanId, { meeting: cycle.meeting });
  // Later that day, and everything that has not arrived: a load that broke off may have left some of it.
  const sending = servicesOn(services, cycle.openedOn, '10:30');
  const rows = await services.store.listDeliveries(samplePlanId, cycle.meeting);
  const waiting = rows.filter(({ value }) => value.state === 'planned' || value.state === 'claimed');
  await sending.queue.enqueue(waiting.map(({ value }) => keyOf(value)));
  await deliverBatch(sending, () => 0);
  const actions = await services.store.listActions(samplePlanId);
  const ids = new Map(actions.map(({ value }) => [value.ref, value.id]));
  const userIds = new Map(samplePeople(user).map(({ name, userId }) => [name, userId]));
  for (const reply of cycle.replies) {
    const actionId = ids.get(reply.ref) ?? '';
    const sender = {
      via: 'teams',
      tenantId,
      userId: userIds.get(reply.lead) ?? '',
      name: reply.lead,
    } as const;
    const target = { planId: samplePlanId, cycleId: cycle.meeting, actionId };
    const then = { ...services, clock: clockOn(reply.on, '14:15') };
    const recorded =
      reply.kind === 'no-change'
        ? await recordNoChange(then, sender, target)
        : await recordUpdate(then, sender, target, { draft: draftOf(reply), seen: 0 });
    if (recorded.kind !== 'saved')
      throw new Error(`The sample's reply for ${reply.ref} was not taken: ${recorded.kind}.`);
  }
  const closing = servicesOn(services, cycle.frozenOn, '17:00');
  await freezeCycle(closing, operator, { planId: samplePlanId, cycleId: cycle.meeting });
  await deliverBatch(closing, () => 0);
}

function draftOf(reply: SampleReply): ReplyDraft {
  const { rating, revisedDate } = reply;
  return { ...forEachText((field) => reply[field]), rating: rating ?? '', revisedDate, finished: false };
}
