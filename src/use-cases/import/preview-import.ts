import { createHash, randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { ImportedPlan } from '../../domain/import/imported-plan.ts';
import { keepAsked, newAnswers } from '../../domain/import/reading-question.ts';
import type { Plan, PlanId } from '../../domain/plan/plan.ts';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services, StagedFile, Stored } from '../../ports.ts';
import type { Sender } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';
import { type ImportReport, importPlan } from './import-plan.ts';
import {
  findFreeId,
  findImportTarget,
  findNewManager,
  type ImportWords,
  type TargetServices,
} from './import-target.ts';
import { type ReadImport, readImport } from './read-import.ts';

export type ImportServices = TargetServices & Pick<Services, 'files' | 'planFiles' | 'clock'>;

/** What would change is not what the sender has seen: the plan has changed meanwhile, or they have answered beside the button. */
export type LookAgain = 'plan-changed' | 'answers-taken';

/** What a file would do to its plan, with everything that was understood of it. */
export interface ImportPreview {
  readonly fileId: string;
  readonly imported: ImportedPlan;
  readonly report: Omit<ImportReport, 'written'>;
  readonly acceptReferences: boolean;
  /** Why the sender should look once more before they press Import; null where nothing is new to them. */
  readonly lookAgain: LookAgain | null;
}

/** A waiting file whose plan is known. */
type FileForPlan = StagedFile & { readonly planId: PlanId };

export type StagedImport =
  | { readonly kind: 'preview'; readonly preview: ImportPreview }
  | {
      readonly kind: 'which-plan';
      readonly fileId: string;
      readonly fileName: string;
      readonly plans: readonly Plan[];
    };

/** So many rows are worked on at a stretch: some milliseconds, which nobody notices who waits for an answer meanwhile. */
const rowsAtAStretch = 250;
/** A file waits this long for an answer. */
const stagedForHours = 24;
/** Files of one organisation that may wait together: some ten at their largest. */
const mostStagedBytes = 100 * 1024 * 1024;

const gone =
  'That file is not waiting any more: it was imported or cancelled, a newer one took its place, or it has waited for more than a day. Send it again to import it.';

export function isExpired(file: StagedFile, { clock }: Pick<Services, 'clock'>): boolean {
  const until = Temporal.Instant.from(file.stagedAt).add({ hours: stagedForHours });
  return Temporal.Instant.compare(until, clock.now()) < 0;
}

/** The sender's own waiting file. Throws `unknown-file` where it is nobody's, somebody else's or too old. */
export async function findStaged(
  services: ImportServices,
  sender: Sender,
  fileId: string,
): Promise<Stored<StagedFile>> {
  const found = await services.files.find(sender.tenantId, sender.userId, fileId);
  if (found === null || isExpired(found.value, services)) throw new Refusal('unknown-file', gone);
  return found;
}

const letOthersRun = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Stands for what an import would do, so that the sender's yes counts for that and nothing else. */
export async function seenOf(imported: ImportedPlan, report: Omit<ImportReport, 'written'>): Promise<string> {
  const { created, name, changes, planChanges } = report;
  const hash = createHash('sha256').update(JSON.stringify({ created, name, planChanges }));
  for (const rows of [changes, imported.actions]) {
    for (let from = 0; from < rows.length; from += rowsAtAStretch) {
      await letOthersRun();
      hash.update(JSON.stringify(rows.slice(from, from + rowsAtAStretch)));
    }
  }
  return hash.digest('base64url');
}

function readDocument(
  services: ImportServices,
  { tenantId, fileName, planId, answers }: FileForPlan,
  bytes: Uint8Array,
  first: ImportedPlan | null = null,
): Promise<ReadImport> {
  return readImport(services, { planId, tenantId, fileName, bytes, answers }, first);
}

/** Reads a waiting file as its plan reads documents. Throws `unknown-file` when it is gone, and what `PlanFileReader` throws. */
export async function readStaged(
  services: ImportServices,
  file: StagedFile,
  planId: string,
): Promise<ReadImport> {
  const bytes = await services.files.readBytes(file);
  if (bytes === null) throw new Refusal('unknown-file', gone);
  return readDocument(services, { ...file, planId }, bytes);
}

async function previewRead(
  services: ImportServices,
  sender: Sender,
  file: FileForPlan,
  { imported, reading }: ReadImport,
): Promise<{ preview: ImportPreview; seen: string }> {
  const { acceptReferences, planId, planName: name, tenantId } = file;
  const request = { planId, tenantId, name, imported, dryRun: true, reading, acceptReferences };
  const { written: _, ...report } = await importPlan(services, sender, request);
  const seen = await seenOf(imported, report);
  const lookAgain = file.seen !== null && file.seen !== seen ? 'plan-changed' : null;
  return { preview: { fileId: file.id, imported, report, acceptReferences, lookAgain }, seen };
}

/** Removes what the new file replaces, and refuses it where the organisation's files fill their room. */
async function makeRoom(services: ImportServices, file: StagedFile): Promise<void> {
  const waiting = await services.files.list(file.tenantId);
  const isReplaced = (other: StagedFile) =>
    isExpired(other, services) ||
    (other.userId === file.userId && (other.planId === file.planId || other.planId === null));
  const kept = waiting.filter((other) => other.importingSince !== null || !isReplaced(other));
  const bytes = kept.reduce((sum, { size }) => sum + size, file.size);
  for (const other of waiting.filter((one) => !kept.includes(one))) await services.files.remove(other);
  if (bytes > mostStagedBytes) {
    throw new Refusal(
      'bad-input',
      'Too many files are waiting to be imported here. Import or cancel some of them, or try again tomorrow.',
    );
  }
}

/** A first plan takes its id from its document, which has then been read. */
async function nameFirst(
  services: ImportServices,
  sender: Sender,
  staged: StagedFile,
  bytes: Uint8Array,
): Promise<{ file: FileForPlan; first: ImportedPlan }> {
  const { fileName } = staged;
  const first = await services.planFiles.read(fileName, bytes, {
    columnMap: {},
    readingAnswers: {},
    knownRefs: [],
    terms: [],
  });
  const planName = first.name === '' ? fileName.replace(/\.[^.]*$/u, '') : staged.planName;
  const planId = await findFreeId(services, sender, planName ?? first.name);
  return { file: { ...staged, planName, planId }, first };
}

/**
 * Takes a file somebody has sent: says what it would do to its plan and keeps it until they decide. Writes nothing to
 * the plan. Throws what the file or the sender's rights have against it; then nothing is kept.
 */
export async function receiveFile(
  services: ImportServices,
  sender: Sender,
  sent: { readonly fileName: string; readonly bytes: Uint8Array; readonly words: ImportWords },
): Promise<StagedImport> {
  const { fileName, bytes, words } = sent;
  const target = await findImportTarget(services, sender, words);
  const staged: StagedFile = {
    tenantId: sender.tenantId,
    userId: sender.userId,
    id: randomUUID(),
    fileName,
    size: bytes.length,
    stagedAt: services.clock.now().toString(),
    planId: target.kind === 'plan' ? target.planId : null,
    planName: target.kind === 'plan' ? target.name : null,
    acceptReferences: false,
    answers: {},
    seen: null,
    importingSince: null,
  };
  if (target.kind === 'which') {
    await makeRoom(services, staged);
    await services.files.save(staged, bytes);
    return { kind: 'which-plan', fileId: staged.id, fileName, plans: target.plans };
  }
  const { file, first } =
    target.kind === 'plan'
      ? { file: { ...staged, planId: target.planId }, first: null }
      : await nameFirst(services, sender, staged, bytes);
  const read = await readDocument(services, file, bytes, first);
  const { preview, seen } = await previewRead(services, sender, file, read);
  await makeRoom(services, file);
  await services.files.save({ ...file, seen }, bytes);
  return { kind: 'preview', preview };
}

/** What the sender changes of a waiting file before they decide; a fact left out stays. */
export interface StagedChoice {
  readonly planId?: string;
  readonly acceptReferences?: boolean;
  /** By question id; added to what was answered before. */
  readonly answers?: ReadingAnswers;
  /** What the fields around another button hold: those that differ from how the file is read are answers too. */
  readonly beside?: ReadingAnswers;
}

interface ShownAgain extends StagedChoice {
  /** The file as it has just been read; left out, it is read. */
  readonly read?: ReadImport;
}

/**
 * Shows a waiting file again, as the plan stands now, with a choice taken up. From then on a yes counts for what this
 * shows. Throws `unknown-file`, `unknown-plan`,
 * `not-permitted`, and what `PlanFileReader` throws.
 */
export function showStaged(
  services: ImportServices,
  sender: Sender,
  fileId: string,
  shown: ShownAgain = {},
): Promise<ImportPreview> {
  // Two presses at one moment are both meant.
  return withRetries(() => showOnce(services, sender, fileId, shown));
}

async function showOnce(
  services: ImportServices,
  sender: Sender,
  fileId: string,
  { read: known, beside = {}, answers: said = {}, ...choice }: ShownAgain,
): Promise<ImportPreview> {
  const { value: before, etag } = await findStaged(services, sender, fileId);
  const chosen = { ...before, ...choice };
  const { planId } = chosen;
  if (planId === null)
    throw new Refusal('bad-input', 'Say first which plan the file is for: press its button.');
  await findNewManager(services, sender, planId);
  const as = (answers: ReadingAnswers): StagedFile => ({
    ...chosen,
    answers: { ...before.answers, ...said, ...answers },
  });
  const first = known ?? (await readStaged(services, as({}), planId));
  const found = newAnswers(beside, first.imported);
  const isFound = Object.keys(found).length > 0;
  const file = as(found);
  const read = isFound ? await readStaged(services, file, planId) : first;
  const isChosenAnew =
    file.acceptReferences !== before.acceptReferences ||
    planId !== before.planId ||
    isFound ||
    Object.keys(said).length > 0;
  const { preview, seen } = await previewRead(
    services,
    sender,
    { ...file, planId, seen: isChosenAnew ? null : file.seen },
    read,
  );
  if (seen !== before.seen || isChosenAnew) {
    const asked = keepAsked(file.answers, read.imported);
    await services.files.replace({ ...file, answers: asked, seen }, etag);
  }
  return preview;
}
