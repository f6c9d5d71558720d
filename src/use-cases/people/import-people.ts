import pLimit from 'p-limit';
import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { demandManager } from '../../domain/people/change-person.ts';
import type { AddressDoubt } from '../../domain/people/identify-people.ts';
import type { ImportedPerson } from '../../domain/people/imported-person.ts';
import { addressesOf, foldAddress } from '../../domain/people/mail-address.ts';
import { type MergedPeople, mergePeople, type PersonChange } from '../../domain/people/merge-people.ts';
import type { Person } from '../../domain/people/person.ts';
import type { TeamMember } from '../../domain/people/team-member.ts';
import type { PlanId } from '../../domain/plan/plan.ts';
import type { NamelessLine } from '../../plan-files/read-people-file.ts';
import type { Services, Write } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { findMembers } from './find-members.ts';
import { identifyInPlan } from './identify-people.ts';

export interface PeopleReport {
  readonly planId: string;
  readonly people: readonly Person[];
  readonly changes: readonly PersonChange[];
  /** Names of those whose Teams account has been found by their e-mail address now. */
  readonly found: readonly string[];
  /** Whose address fits in Teams, but not them alone. */
  readonly ambiguous: readonly { readonly name: string; readonly why: AddressDoubt }[];
  /** Lines with an address and no name that could not be given one. */
  readonly unnamed: readonly ImportWarning[];
  /** False when Teams did not tell all of its members: somebody may be found later who could have been now. */
  readonly teamRead: boolean;
}

/** A people list to be written into a plan. */
export interface PeopleToImport {
  readonly people: readonly ImportedPerson[];
  /** Lines with an address and no name. */
  readonly nameless?: readonly NamelessLine[];
  /** Asked with what is about to be written; false writes nothing. */
  readonly approve?: (before: readonly Person[], merged: MergedPeople) => boolean;
}

type ImportServices = Pick<Services, 'store' | 'directory' | 'clock' | 'roster' | 'logger'>;

/** A list of a hundred people is saved while somebody waits for the card. */
const writesAtOnce = 16;
/** Of the people in a log entry, in characters. */
const longestIds = 2_000;

/**
 * Writes a people list into a plan: new people are added, known ones corrected, nobody is removed. Who has an address and no
 * account is looked for in Teams. People with an account can then find the plan in chat. Throws `unknown-plan`, `not-permitted`, `ambiguous-person`; `bad-input` where
 * somebody in Teams would leave the plan without a project manager; `Conflict` when people have changed meanwhile.
 */
export async function importPeople(
  services: ImportServices,
  requester: Requester,
  planId: string,
  { people: imported, nameless = [], approve = () => true }: PeopleToImport,
): Promise<PeopleReport> {
  const { store, directory, clock } = services;
  const { plan, person: self } = await readPlanFor(store, requester, planId);
  demand(self, 'run-cycle');
  const stored = await store.listPeople(planId);
  const existing = stored.map(({ value }) => value);
  const sought = [...existing, ...imported, ...nameless.map(({ person }) => person)]
    .filter(({ userId }) => userId === null)
    .flatMap(({ email }) => foldAddress(email) || []);
  const teams =
    sought.length > 0
      ? await findMembers(services, plan.tenantId, [...new Set(sought)])
      : { members: [], complete: true };
  const named = nameless.map((line) => ({ ...line, name: nameFor(line, existing, teams.members) }));
  const merged = mergePeople(existing, [
    ...imported,
    ...named.flatMap(({ person, name }) => (name === null ? [] : [{ ...person, name }])),
  ]);
  if (!approve(existing, merged)) {
    const nothing = { changes: [], found: [], ambiguous: [], unnamed: [] };
    return { planId, people: existing, ...nothing, teamRead: teams.complete };
  }
  if (requester.via === 'teams') demandManager(existing, merged.people);
  const tags = new Map(stored.map(({ value, etag }) => [value.id, etag]));
  const writes: Write[] = [
    ...merged.added.map((value): Write => ({ op: 'insert', row: { kind: 'person', value } })),
    ...merged.changed.map(
      (value): Write => ({ op: 'replace', row: { kind: 'person', value }, etag: tags.get(value.id) ?? '' }),
    ),
  ];
  if (writes.length > 0) {
    const ids = [...merged.added, ...merged.changed].map(({ id }) => id).join(' ');
    const detail = {
      added: merged.added.length,
      changed: merged.changed.length,
      people: ids.slice(0, longestIds),
    };
    writes.push(logRow(requester, 'people-imported', clock.now().toString(), detail));
    await store.commitInBatches(planId, writes);
  }
  // Even where no row changed: a crash after the rows must not leave somebody unable to find the plan.
  await pLimit(writesAtOnce).map(merged.people, (person) =>
    leaveHints(services, plan.tenantId, planId, person),
  );
  // Somebody who has got a Teams account may be within reach now.
  if (writes.length > 0) await directory.wakePlan(plan.tenantId, planId, clock.now().toString());
  const identified =
    teams.members.length > 0 ? await identifyInPlan(services, plan.tenantId, planId, teams.members) : null;
  const found = new Map(identified?.found.map((person) => [person.id, person]));
  return {
    planId,
    people: merged.people.map((person) => found.get(person.id) ?? person),
    changes: merged.changes,
    found: [...found.values()].map(({ name }) => name),
    ambiguous: (identified?.ambiguous ?? []).map(({ person, why }) => ({ name: person.name, why })),
    unnamed: named.flatMap(({ name, warning }) => (name === null ? [warning] : [])),
    teamRead: teams.complete,
  };
}

/** The name of the person or the one member who has the line's address; null where there is none, or are several. */
function nameFor(
  { person }: NamelessLine,
  people: readonly Person[],
  members: readonly TeamMember[],
): string | null {
  const address = foldAddress(person.email);
  const listed = people.filter(({ email }) => foldAddress(email) === address);
  const found = listed.length > 0 ? listed : members.filter((one) => addressesOf(one).includes(address));
  const [only, ...others] = found;
  return only && others.length === 0 ? only.name : null;
}

/** Where to look for a plan, for when they write: by their account, or by their address while it is not known. */
async function leaveHints(
  { directory }: ImportServices,
  tenantId: string,
  planId: PlanId,
  { userId, email }: Person,
): Promise<void> {
  const address = foldAddress(email);
  if (userId !== null) await directory.addMembership(tenantId, userId, planId);
  else if (address !== '') await directory.expectAddress(tenantId, address, planId);
}
