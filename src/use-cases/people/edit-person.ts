import {
  changePerson,
  demandManager,
  draftOfPerson,
  type PersonDraft,
  type PersonFaults,
  type PersonReferences,
  reasonsToKeep,
} from '../../domain/people/change-person.ts';
import { foldAddress } from '../../domain/people/mail-address.ts';
import type { Person } from '../../domain/people/person.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { Conflict, type LogEntry, type Services, type Stored } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { admit, demand, type Requester } from '../shared/requester.ts';
import { findMembers } from './find-members.ts';
import { identifyInPlan } from './identify-people.ts';

type PersonServices = Pick<Services, 'store' | 'directory' | 'clock' | 'roster' | 'logger'>;

/** One person of the people list to be edited. */
export interface PersonForm extends PlanHeader {
  /** As they are stored. */
  readonly person: Person;
  /** What the fields hold. */
  readonly draft: PersonDraft;
  readonly faults: PersonFaults;
  /** Stands for what the form was filled from. */
  readonly seen: string;
  /** Somebody else has changed the person since the form was filled; saving again replaces that. */
  readonly changedSince: boolean;
}

export type EditedPerson =
  | { readonly kind: 'saved'; readonly person: Person }
  | { readonly kind: 'invalid' | 'conflict'; readonly form: PersonForm };

export type RemovedPerson =
  | { readonly kind: 'removed'; readonly name: string }
  /** Nothing was written: these sentences say what names them and what to do. */
  | { readonly kind: 'kept'; readonly form: PersonForm; readonly reasons: readonly string[] };

interface Found {
  readonly plan: Plan;
  readonly people: readonly Person[];
  readonly stored: Stored<Person>;
}

/** Throws `unknown-plan`, `not-permitted`, `unknown-person`. */
async function findPerson(
  { store }: PersonServices,
  requester: Requester,
  planId: string,
  personId: string,
): Promise<Found> {
  const [storedPlan, people] = await Promise.all([store.readPlan(planId), store.listPeople(planId)]);
  const { plan, person } = admit(requester, planId, storedPlan, people);
  demand(person, 'run-cycle');
  const stored = people.find(({ value }) => value.id === personId);
  if (stored) return { plan, people: people.map(({ value }) => value), stored };
  throw new Refusal(
    'unknown-person',
    'That person is not on the people list any more. Type “people” to see the list as it is.',
  );
}

function formOf({ plan, stored }: Found, rest: Partial<PersonForm> = {}): PersonForm {
  const { value: person, etag: seen } = stored;
  return {
    planId: plan.id,
    planName: plan.name,
    person,
    draft: draftOfPerson(person),
    faults: {},
    seen,
    changedSince: false,
    ...rest,
  };
}

/** The form for one person. Throws `unknown-plan`, `not-permitted`, `unknown-person`. */
export async function openPerson(
  services: PersonServices,
  requester: Requester,
  planId: string,
  personId: string,
): Promise<PersonForm> {
  return formOf(await findPerson(services, requester, planId, personId));
}

const changedFacts = ['name', 'email', 'agency', 'roles', 'initials', 'aliases', 'userId'] as const;

/** What of a person changed, from what to what, for the log. */
function detailOf(before: Person, after: Person): LogEntry['detail'] {
  const words = (person: Person, fact: (typeof changedFacts)[number]) => String(person[fact] ?? '');
  return Object.fromEntries([
    ['person', after.id],
    ...changedFacts
      .filter((fact) => words(before, fact) !== words(after, fact))
      .flatMap((fact) => [
        [`${fact}From`, words(before, fact)],
        [`${fact}To`, words(after, fact)],
      ]),
  ]);
}

/** Saves one person as drafted, if nobody has changed them since they were `seen`. Throws as `openPerson` does. */
export async function editPerson(
  services: PersonServices,
  requester: Requester,
  target: { readonly planId: string; readonly personId: string },
  { draft, seen }: { readonly draft: PersonDraft; readonly seen: string },
): Promise<EditedPerson> {
  const found = await findPerson(services, requester, target.planId, target.personId);
  const { plan, people, stored } = found;
  if (stored.etag !== seen) {
    return { kind: 'conflict', form: formOf(found, { draft, changedSince: true }) };
  }
  const changed = changePerson(people, stored.value, draft);
  if ('faults' in changed) {
    return { kind: 'invalid', form: formOf(found, { draft, faults: changed.faults }) };
  }
  const { person } = changed;
  if (JSON.stringify(person) === JSON.stringify(stored.value)) return { kind: 'saved', person };
  const at = services.clock.now().toString();
  try {
    await services.store.commit(plan.id, [
      { op: 'replace', row: { kind: 'person', value: person }, etag: stored.etag },
      logRow(requester, 'person-changed', at, detailOf(stored.value, person)),
    ]);
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    const now = await findPerson(services, requester, plan.id, target.personId);
    return { kind: 'conflict', form: formOf(now, { draft, changedSince: true }) };
  }
  const address = foldAddress(person.email);
  if (person.userId === null && address !== '') {
    await services.directory.expectAddress(plan.tenantId, address, plan.id);
    const { members } = await findMembers(services, plan.tenantId, [address]);
    if (members.length > 0) await identifyInPlan(services, plan.tenantId, plan.id, members);
  }
  // Somebody may be within reach now, or no longer.
  await services.directory.wakePlan(plan.tenantId, plan.id, services.clock.now().toString());
  return { kind: 'saved', person };
}

async function referencesTo(
  { store }: PersonServices,
  planId: string,
  { id }: Person,
): Promise<PersonReferences> {
  const [actions, matches, cycles] = await Promise.all([
    store.listActions(planId),
    store.listLeadMatches(planId),
    store.listCycles(planId),
  ]);
  const asked = await Promise.all(
    cycles.map(async ({ value: cycle }) => {
      const rows = await store.listDeliveries(planId, cycle.cycleId);
      return rows.some(({ value }) => value.personId === id) ? [cycle.boardDate] : [];
    }),
  );
  const leads = ({ responsible, strategic }: (typeof actions)[number]['value']) =>
    responsible.includes(id) || strategic.includes(id);
  return {
    actions: actions.filter(({ value }) => leads(value)).map(({ value }) => value.ref),
    leadTexts: matches.filter(({ value }) => value.people.includes(id)).map(({ value }) => value.text),
    cycles: asked.flat(),
  };
}

/**
 * Takes somebody off the people list whom nothing in the plan names. Throws as `openPerson` does, and `bad-input` for the
 * plan’s last project manager and where somebody has changed the person since.
 */
export async function removePerson(
  services: PersonServices,
  requester: Requester,
  target: { readonly planId: string; readonly personId: string },
  seen: string,
): Promise<RemovedPerson> {
  const { store } = services;
  const found = await findPerson(services, requester, target.planId, target.personId);
  const { plan, people, stored } = found;
  const { value: person } = stored;
  const changedMeanwhile = new Refusal(
    'bad-input',
    `Somebody has changed ${person.name} since you opened this. Type “people” and look again; nothing was removed.`,
  );
  if (stored.etag !== seen) throw changedMeanwhile;
  demandManager(
    people,
    people.filter(({ id }) => id !== person.id),
  );
  const reasons = reasonsToKeep(person, await referencesTo(services, plan.id, person));
  if (reasons.length > 0) return { kind: 'kept', form: formOf(found), reasons };
  const at = services.clock.now().toString();
  try {
    // Their rights end with the log’s entry; a crash before the row is gone leaves a line that can be removed again.
    const [etag = ''] = await store.commit(plan.id, [
      { op: 'replace', row: { kind: 'person', value: { ...person, roles: [] } }, etag: stored.etag },
      logRow(requester, 'person-removed', at, { person: person.id, name: person.name }),
    ]);
    await store.removePerson(plan.id, person.id, etag);
  } catch (error) {
    if (error instanceof Conflict) throw changedMeanwhile;
    throw error;
  }
  return { kind: 'removed', name: person.name };
}
