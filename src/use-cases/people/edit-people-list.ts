import { createHash } from 'node:crypto';
import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { type MergedPeople, mergePeople } from '../../domain/people/merge-people.ts';
import { type ListedChange, listChanges } from '../../domain/people/people-changes.ts';
import type { Person } from '../../domain/people/person.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { PlanHeader } from '../../domain/shared/plan-header.ts';
import { readPeopleFile } from '../../plan-files/read-people-file.ts';
import { type PeopleText, readPeopleText, writePeopleText } from '../../plan-files/read-people-text.ts';
import { Conflict, type Services } from '../../ports.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { importPeople, type PeopleReport } from './import-people.ts';

type ListServices = Pick<Services, 'store' | 'directory' | 'clock' | 'roster' | 'logger'>;

/** What a list typed into the form would do to the plan’s people. */
export interface PeoplePreview extends PlanHeader {
  readonly changes: readonly ListedChange[];
  /** People of the list whom the plan has just so. */
  readonly unchanged: number;
  /** Rows are lines of the text. */
  readonly warnings: readonly ImportWarning[];
  /** Lines that name nobody, as they were typed. */
  readonly unread: readonly string[];
  /** Stands for all of it, so that the sender’s yes counts for that and nothing else. */
  readonly seen: string;
}

export type SavedPeople =
  | { readonly kind: 'saved'; readonly preview: PeoplePreview; readonly report: PeopleReport }
  /** Nothing was written: the list would do something else than the sender has seen. */
  | { readonly kind: 'look-again'; readonly preview: PeoplePreview };

/** The name of a plan whose people the sender may edit. Throws `unknown-plan`, `not-permitted`. */
export async function openPeopleList(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<PlanHeader> {
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  return { planId, planName: plan.name };
}

function seenOf(changes: readonly ListedChange[]): string {
  return createHash('sha256').update(JSON.stringify(changes)).digest('hex').slice(0, 32);
}

function previewOf(
  at: PlanHeader,
  { people, warnings, unread }: PeopleText,
  changes: readonly ListedChange[],
): PeoplePreview {
  const unchanged = Math.max(0, people.length - changes.length);
  return { ...at, changes, unchanged, warnings, unread, seen: seenOf(changes) };
}

/**
 * What a list would do; writes nothing. Throws `unknown-plan`, `not-permitted`, `bad-input` for a list too long,
 * `ambiguous-person` for a line that could mean two people.
 */
export async function previewPeople(
  services: ListServices,
  requester: Requester,
  planId: string,
  text: string,
): Promise<PeoplePreview> {
  const at = await openPeopleList(services, requester, planId);
  const read = readPeopleText(text);
  const people = (await services.store.listPeople(planId)).map(({ value }) => value);
  return previewOf(at, read, listChanges(people, mergePeople(people, read.people)));
}

/**
 * Saves a list if it still does what its sender has `seen`. Throws as the preview does, and `bad-input` where the plan would
 * be left without a project manager.
 */
export async function savePeople(
  services: ListServices,
  requester: Requester,
  planId: string,
  { text, seen }: { readonly text: string; readonly seen: string },
): Promise<SavedPeople> {
  const at = await openPeopleList(services, requester, planId);
  const read = readPeopleText(text);
  let changes: readonly ListedChange[] = [];
  let report: PeopleReport;
  try {
    const approve = (before: readonly Person[], merged: MergedPeople) => {
      changes = listChanges(before, merged);
      return seenOf(changes) === seen;
    };
    report = await importPeople(services, requester, planId, { people: read.people, approve });
  } catch (error) {
    if (!(error instanceof Conflict)) throw error;
    return { kind: 'look-again', preview: await previewPeople(services, requester, planId, text) };
  }
  const preview = previewOf(at, read, changes);
  return preview.seen === seen ? { kind: 'saved', preview, report } : { kind: 'look-again', preview };
}

/** The form’s text takes some 20 KB; reading a file far beyond that would keep everybody else waiting. */
const mostFileBytes = 256 * 1024;

/** A people file as the form’s text, with what could not be read of it. Throws `bad-input` for one too large, and what `readPeopleFile` throws. */
export async function readPeopleList(
  fileName: string,
  bytes: Uint8Array,
): Promise<{ readonly text: string; readonly warnings: readonly ImportWarning[] }> {
  if (bytes.length > mostFileBytes) {
    throw new Refusal(
      'bad-input',
      'That file is larger than any people list for a chat: take out everything but the people, or send it in parts.',
    );
  }
  const { people, nameless, warnings } = await readPeopleFile(fileName, bytes);
  // An address without a name stays in the list, where its sender can complete it.
  return { text: writePeopleText([...people, ...nameless.map(({ person }) => person)]), warnings };
}
