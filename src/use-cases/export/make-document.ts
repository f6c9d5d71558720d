import type { PictureKind } from '../../domain/digest/pictures.ts';
import {
  type DocumentName,
  type DocumentRequest,
  documents,
  type PictureFormat,
} from '../../domain/export/document.ts';
import { undateZip } from '../../plan-files/write/undate-zip.ts';
import type { Services } from '../../ports.ts';
import { collectBytes } from '../../reports/collect-bytes.ts';
import { makePicture } from '../digest/make-picture.ts';
import { type MadePaper, makePaper } from '../paper/make-paper.ts';
import { writePaperFile } from '../paper/write-paper-file.ts';
import { chooseCycle } from '../shared/read-cycle.ts';
import { demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { type ExportKind, type ExportSink, exportPlan } from './export-plan.ts';

/** A document as it stands now, whole in memory. */
export interface MadeDocument {
  readonly name: DocumentName;
  readonly planName: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** What its reader is told beside it; null of any but a paper. */
  readonly told: PaperTold | null;
}

/** What is said of a paper beside it: what is blank, and what its public version says otherwise. */
export type PaperTold = Omit<MadePaper, 'paper'>;

type MakeServices = Pick<Services, 'store' | 'clock'>;
interface Made {
  readonly planName: string;
  /** What the file is about, and of which day. */
  readonly subject: string;
  readonly day: string;
  readonly told?: PaperTold;
}
/** Writes a document if the requester may have it. */
type Make = (
  services: MakeServices,
  requester: Requester,
  request: DocumentRequest,
  out: ExportSink,
) => Promise<Made>;

/** Asked for again with nothing changed it is the same file, name and all. */
const register =
  (kind: ExportKind): Make =>
  async (services, requester, { planId }, out) => {
    const whole = collectBytes();
    const { name, position } = await exportPlan(services, requester, planId, { kind, out: whole.out });
    await writeAll(out, kind === 'xlsx' ? undateZip(whole.bytes()) : whole.bytes());
    return { planName: name, subject: 'register', day: position };
  };

function writeAll(out: ExportSink, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    out.once('error', reject);
    out.end(bytes, resolve);
  });
}

const boardPaper =
  (isPublic: boolean): Make =>
  async (services, requester, { planId, meeting = null }, out) => {
    const request = { planId, cycleId: meeting, isPublic, look: 'of-the-plan' } as const;
    const {
      planName,
      boardDate,
      bytes,
      template: _,
      ...told
    } = await writePaperFile(services, requester, request);
    await writeAll(out, bytes);
    const subject = isPublic ? 'board-paper-public' : 'board-paper';
    return { planName, subject, day: boardDate ?? 'as-imported', told };
  };

const picture =
  (kind: PictureKind, format: PictureFormat): Make =>
  async (services, requester, { planId, meeting = null }, out) => {
    const request = { planId, cycleId: meeting, kind, format };
    const { planName, asAt, bytes } = await makePicture(services, requester, request);
    await writeAll(out, bytes);
    return { planName, subject: kind, day: asAt };
  };

/** The documents that are papers, and whether for the public. */
const papers: Readonly<Partial<Record<DocumentName, { readonly isPublic: boolean }>>> = {
  'paper-docx': { isPublic: false },
  'paper-public-docx': { isPublic: true },
};

/** What the maker of a document would tell beside it, without writing it. Throws as `makeDocument` does. */
export async function tellOfDocument(
  services: MakeServices,
  requester: Requester,
  { name, planId, meeting }: DocumentRequest,
): Promise<PaperTold | null> {
  const kind = papers[name];
  if (kind === undefined) return null;
  const { paper: _, ...told } = await makePaper(services, requester, {
    planId,
    cycleId: meeting ?? null,
    ...kind,
  });
  return told;
}

const makers: Readonly<Record<DocumentName, Make>> = {
  'picture-ratings-by-board-png': picture('ratings-by-board', 'png'),
  'picture-ratings-by-board-svg': picture('ratings-by-board', 'svg'),
  'picture-ratings-by-theme-png': picture('ratings-by-theme', 'png'),
  'picture-ratings-by-theme-svg': picture('ratings-by-theme', 'svg'),
  'picture-burn-up-png': picture('burn-up', 'png'),
  'picture-burn-up-svg': picture('burn-up', 'svg'),
  'picture-movements-png': picture('movements', 'png'),
  'picture-movements-svg': picture('movements', 'svg'),
  'picture-slippage-png': picture('slippage', 'png'),
  'picture-slippage-svg': picture('slippage', 'svg'),
  'register-xlsx': register('xlsx'),
  'register-csv': register('csv'),
  'paper-docx': boardPaper(false),
  'paper-public-docx': boardPaper(true),
};

/** Makes a document from what is stored now. Throws `unknown-plan` and `not-permitted`, and whatever its maker does. */
export async function makeDocument(
  services: MakeServices,
  requester: Requester,
  request: DocumentRequest,
): Promise<MadeDocument> {
  const { planId, name } = request;
  const { ending, mediaType } = documents[name];
  const sink = collectBytes();
  const { planName, subject, day, told = null } = await makers[name](services, requester, request, sink.out);
  return {
    name,
    planName,
    // Letters, digits and hyphens alone: every system takes it.
    fileName: `${planId}-${subject}-${day}.${ending}`,
    mediaType,
    bytes: sink.bytes(),
    told,
  };
}

/**
 * The same request with the cycle it means now, so that a link goes on giving the paper of that board. Throws as the
 * document's maker does.
 */
export async function settleRequest(
  services: Pick<Services, 'store'>,
  requester: Requester,
  request: DocumentRequest,
): Promise<DocumentRequest> {
  if (!isOfCycle(request.name)) return request;
  const { planId, meeting = null } = request;
  const [{ person }, cycles, meetings] = await Promise.all([
    readPlanFor(services.store, requester, planId),
    services.store.listCycles(planId),
    services.store.listMeetings(planId),
  ]);
  demand(person, documents[request.name].permission);
  if (cycles.length === 0 && meeting === null) return request;
  const values = <T>(rows: readonly { readonly value: T }[]) => rows.map(({ value }) => value);
  return { ...request, meeting: chooseCycle(values(cycles), meeting, values(meetings)).cycleId };
}

const isOfCycle = (name: DocumentName) => /^(paper|picture)-/.test(name);
