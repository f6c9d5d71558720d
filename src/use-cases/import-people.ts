import pLimit from 'p-limit';
import { demandManager } from '../domain/change-person.ts';
import type { ImportedPerson } from '../domain/imported-plan.ts';
import { foldAddress } from '../domain/mail-address.ts';
import { type MergedPeople, mergePeople, type PersonChange } from '../domain/merge-people.ts';
import type { Person } from '../domain/person.ts';
import type { Services, Write } from '../ports.ts';
import { actorOf, demand, logFrom, type Requester, readPlanFor } from './requester.ts';

export interface PeopleReport {
  readonly planId: string;
  readonly people: readonly Person[];
  readonly changes: readonly PersonChange[];
}

/** A list of a hundred people is saved while somebody waits for the card. */
const writesAtOnce = 16;
/** Of the people in a log entry, in characters. */
const longestIds = 2_000;

/**
 * Writes a people list into a plan: new people are added, known ones corrected, nobody is removed. People with a
 * Teams account can then find the plan in chat. `approve` is asked with what is about to be written; false writes nothing.
 * Throws `unknown-plan`, `not-permitted`, `ambiguous-person`; `bad-input` where somebody in Teams would leave the plan without
 * a project manager; `Conflict` when people have changed meanwhile.
 */
export async function importPeople(
  services: Pick<Services, 'store' | 'directory' | 'clock'>,
  requester: Requester,
  planId: string,
  imported: readonly ImportedPerson[],
  approve: (before: readonly Person[], merged: MergedPeople) => boolean = () => true,
): Promise<PeopleReport> {
  const { store, directory, clock } = services;
  const { plan, person: self } = await readPlanFor(store, requester, planId);
  demand(self, 'run-cycle');
  const stored = await store.listPeople(planId);
  const before = stored.map(({ value }) => value);
  const merged = mergePeople(before, imported);
  if (!approve(before, merged)) return { planId, people: before, changes: [] };
  if (requester.via === 'teams') demandManager(before, merged.people);
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
    writes.push({
      op: 'insert',
      row: {
        kind: 'log',
        value: {
          what: 'people-imported',
          actor: actorOf(requester),
          at: clock.now().toString(),
          from: logFrom(requester),
          detail,
        },
      },
    });
    await store.commitInBatches(planId, writes);
  }
  // Even where no row changed: a crash after the rows must not leave somebody unable to find the plan.
  await pLimit(writesAtOnce).map(merged.people, async (person) => {
    const address = foldAddress(person.email);
    if (person.userId !== null) await directory.addMembership(plan.tenantId, person.userId, planId);
    else if (address !== '') await directory.expectAddress(plan.tenantId, address, planId);
  });
  // Somebody who has got a Teams account may be within reach now.
  if (writes.length > 0) await directory.wakePlan(plan.tenantId, planId, clock.now().toString());
  return { planId, people: merged.people, changes: merged.changes };
}
