import type { ImportedPerson } from '../domain/imported-plan.ts';
import { foldAddress } from '../domain/mail-address.ts';
import { mergePeople, type PersonChange } from '../domain/merge-people.ts';
import type { Person } from '../domain/person.ts';
import type { Services, Write } from '../ports.ts';
import { actorOf, logFrom, type Operator, readPlanFor } from './requester.ts';

export interface PeopleReport {
  readonly planId: string;
  readonly people: readonly Person[];
  readonly changes: readonly PersonChange[];
}

/**
 * Writes a people list into a plan: new people are added, known ones corrected, nobody is removed. People with a
 * Teams account can then find the plan in chat. Throws `unknown-plan`.
 */
export async function importPeople(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  operator: Operator,
  planId: string,
  imported: readonly ImportedPerson[],
): Promise<PeopleReport> {
  const { store, directory, clock } = services;
  const { plan } = await readPlanFor(store, operator, planId);
  const stored = await store.listPeople(planId);
  const merged = mergePeople(
    stored.map(({ value }) => value),
    imported,
  );
  const tags = new Map(stored.map(({ value, etag }) => [value.id, etag]));
  const writes: Write[] = [
    ...merged.added.map((value): Write => ({ op: 'insert', row: { kind: 'person', value } })),
    ...merged.changed.map(
      (value): Write => ({ op: 'replace', row: { kind: 'person', value }, etag: tags.get(value.id) ?? '' }),
    ),
  ];
  if (writes.length > 0) {
    const detail = { added: merged.added.length, changed: merged.changed.length };
    writes.push({
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'people-imported',
          actor: actorOf(operator),
          at: clock.now().toString(),
          from: logFrom(operator),
          detail,
        },
      },
    });
    await store.commitInBatches(planId, writes);
  }
  // Even where no row changed: a crash after the rows must not leave somebody unable to find the plan.
  for (const person of merged.people) {
    const address = foldAddress(person.email);
    if (person.userId !== null) await directory.addMembership(plan.tenantId, person.userId, planId);
    else if (address !== '') await directory.expectAddress(plan.tenantId, address, planId);
  }
  // Somebody who has got a Teams account may be within reach now.
  if (writes.length > 0) await directory.wakePlan(plan.tenantId, planId, clock.now().toString());
  return { planId, people: merged.people, changes: merged.changes };
}
