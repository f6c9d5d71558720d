import { Temporal } from 'temporal-polyfill';
import { newAnswers } from '../../domain/import/reading-question.ts';
import type { Person } from '../../domain/people/person.ts';
import type { PlanId } from '../../domain/plan/plan.ts';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { Conflict, type Services, type StagedFile, type Stored } from '../../ports.ts';
import type { Sender } from '../shared/requester.ts';
import { type ImportReport, importPlan } from './import-plan.ts';
import { findNewManager } from './import-target.ts';
import {
  findStaged,
  type ImportPreview,
  type ImportServices,
  isExpired,
  readStaged,
  seenOf,
  showStaged,
} from './preview-import.ts';
import type { ReadImport } from './read-import.ts';

export type ConfirmedImport =
  | { readonly kind: 'imported'; readonly report: ImportReport; readonly actions: number }
  /** Nothing was written: what would change is not what the sender has seen. */
  | { readonly kind: 'look-again'; readonly preview: ImportPreview };

/** An import under way for longer than this has died with its process. */
const importMinutes = 5;

const underWay =
  'That file is being imported at this moment. You need do nothing; the answer comes here when it is done.';

/** Takes the file for this import alone. Throws `bad-input` where another press has it. */
async function claim(
  services: ImportServices,
  { value: file, etag }: Stored<StagedFile>,
): Promise<Stored<StagedFile>> {
  const now = services.clock.now();
  const isBusy =
    file.importingSince !== null &&
    Temporal.Instant.compare(
      Temporal.Instant.from(file.importingSince).add({ minutes: importMinutes }),
      now,
    ) > 0;
  if (isBusy) throw new Refusal('bad-input', underWay);
  const value = { ...file, importingSince: now.toString() };
  try {
    return { value, etag: await services.files.replace(value, etag) };
  } catch (error) {
    if (error instanceof Conflict) throw new Refusal('bad-input', underWay, { cause: error });
    throw error;
  }
}

async function release(services: ImportServices, { value, etag }: Stored<StagedFile>): Promise<void> {
  try {
    await services.files.replace({ ...value, importingSince: null }, etag);
  } catch (error) {
    // Cancelled or swept meanwhile: there is nothing to give back.
    if (!(error instanceof Conflict)) throw error;
  }
}

/**
 * Makes the sender the project manager of a plan that is about to be made. Before the plan itself, since a plan without
 * one would be in nobody's reach; without the plan's row nobody sees this one.
 */
async function addManager(
  { store, directory }: ImportServices,
  tenantId: string,
  planId: PlanId,
  manager: Person,
): Promise<void> {
  // Left by an import that broke off, perhaps under the name they had then.
  const left = await store.listPeople(planId);
  if (!left.some(({ value }) => value.userId === manager.userId)) {
    try {
      await store.commit(planId, [{ op: 'insert', row: { kind: 'person', value: manager } }]);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error;
    }
  }
  if (manager.userId !== null) await directory.addMembership(tenantId, manager.userId, planId);
}

async function importClaimed(
  services: ImportServices,
  sender: Sender,
  file: StagedFile,
  known: ReadImport | null,
): Promise<{ report: ImportReport; read: ReadImport; agreed: boolean }> {
  const { planId, tenantId, planName: name, acceptReferences } = file;
  if (planId === null)
    throw new Refusal('bad-input', 'Say first which plan the file is for: press its button.');
  const manager = await findNewManager(services, sender, planId);
  const read = known ?? (await readStaged(services, file, planId));
  const { imported, reading } = read;
  let agreed = false;
  const report = await importPlan(services, sender, {
    planId,
    tenantId,
    name,
    imported,
    reading,
    acceptReferences,
    dryRun: false,
    confirmed: true,
    approve: async (planned) => {
      agreed = (await seenOf(imported, planned)) === file.seen;
      if (agreed && manager) await addManager(services, tenantId, planId, manager);
      return agreed;
    },
  });
  return { report, agreed, read };
}

/** What the fields around the Import button say that the file is not read by yet, with how it is read now. */
async function answersBeside(
  services: ImportServices,
  file: StagedFile,
  fields: ReadingAnswers,
): Promise<{ read: ReadImport | null; answers: ReadingAnswers }> {
  if (file.planId === null || Object.keys(fields).length === 0) return { read: null, answers: {} };
  const read = await readStaged(services, file, file.planId);
  return { read, answers: newAnswers(fields, read.imported) };
}

/**
 * Imports a waiting file, if it still does to the plan what its sender was shown; two presses import once. The file is
 * removed when it is in. An answer among `fields`, the card's own, that was not taken up yet is taken up first. Throws `unknown-file`, `unknown-plan`, `not-permitted`, `bad-input`, and what `PlanFileReader` throws.
 */
export async function confirmImport(
  services: ImportServices,
  sender: Sender,
  fileId: string,
  fields: ReadingAnswers = {},
): Promise<ConfirmedImport> {
  const waiting = await findStaged(services, sender, fileId);
  const beside = await answersBeside(services, waiting.value, fields);
  if (Object.keys(beside.answers).length > 0) {
    const preview = await showStaged(services, sender, fileId, { answers: beside.answers });
    return { kind: 'look-again', preview: { ...preview, lookAgain: 'answers-taken' } };
  }
  const claimed = await claim(services, waiting);
  let read: ReadImport;
  try {
    const tried = await importClaimed(services, sender, claimed.value, beside.read);
    if (tried.agreed) {
      await services.files.remove(claimed.value);
      return { kind: 'imported', report: tried.report, actions: tried.read.imported.actions.length };
    }
    read = tried.read;
  } catch (error) {
    await release(services, claimed);
    if (!(error instanceof Conflict)) throw error;
    throw new Refusal(
      'bad-input',
      'Somebody changed the plan at this very moment, so I stopped. Press Import again, or send the file once more.',
      { cause: error },
    );
  }
  await release(services, claimed);
  const preview = await showStaged(services, sender, fileId, { read });
  return { kind: 'look-again', preview: { ...preview, lookAgain: 'plan-changed' } };
}

/** Throws a waiting file away. Throws `unknown-file` where there is none, `bad-input` where it is being imported. */
export async function cancelImport(
  services: ImportServices,
  sender: Sender,
  fileId: string,
): Promise<{ fileName: string }> {
  // Taken first, so that it is not imported after its sender was told that it was thrown away.
  const { value } = await claim(services, await findStaged(services, sender, fileId));
  await services.files.remove(value);
  return { fileName: value.fileName };
}

/** Removes files that nobody has decided on within a day; safe on every replica. Gives how many. */
export async function sweepFiles(services: Pick<Services, 'files' | 'clock'>): Promise<number> {
  const waiting = await services.files.list(null);
  const old = waiting.filter((file) => isExpired(file, services));
  for (const file of old) await services.files.remove(file);
  return old.length;
}
