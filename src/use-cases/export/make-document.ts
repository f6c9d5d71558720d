import { type DocumentName, type DocumentRequest, documents } from '../../domain/export/document.ts';
import type { Services } from '../../ports.ts';
import { collectBytes } from '../../reports/collect-bytes.ts';
import { readDigest } from '../digest/show-digest.ts';
import { writePaperFile } from '../paper/write-paper-file.ts';
import type { Requester } from '../shared/requester.ts';
import { type ExportKind, type ExportSink, exportPlan } from './export-plan.ts';

/** A document as it stands now, whole in memory. */
export interface MadeDocument {
  readonly name: DocumentName;
  readonly planName: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

type MakeServices = Pick<Services, 'store' | 'clock'>;
interface Made {
  readonly planName: string;
  /** What the file is about, and of which day. */
  readonly subject: string;
  readonly day: string;
}
/** Writes a document if the requester may have it. */
type Make = (
  services: MakeServices,
  requester: Requester,
  request: DocumentRequest,
  out: ExportSink,
) => Promise<Made>;

const register =
  (kind: ExportKind): Make =>
  async (services, requester, { planId }, out) => {
    const { name } = await exportPlan(services, requester, planId, { kind, out });
    return { planName: name, subject: 'register', day: services.clock.now().toString().slice(0, 10) };
  };

const boardPaper =
  (isPublic: boolean): Make =>
  async (services, requester, { planId, meeting = null }, out) => {
    const request = { planId, cycleId: meeting, isPublic, template: null };
    const { planName, boardDate, bytes } = await writePaperFile(services, requester, request);
    await new Promise<void>((resolve, reject) => {
      out.once('error', reject);
      out.end(bytes, resolve);
    });
    const subject = isPublic ? 'board-paper-public' : 'board-paper';
    // Asked for again with nothing changed it is the same file, name and all.
    return { planName, subject, day: boardDate ?? 'as-imported' };
  };

const makers: Readonly<Record<DocumentName, Make>> = {
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
  const { planName, subject, day } = await makers[name](services, requester, request, sink.out);
  return {
    name,
    planName,
    // Letters, digits and hyphens alone: every system takes it.
    fileName: `${planId}-${subject}-${day}.${ending}`,
    mediaType,
    bytes: sink.bytes(),
  };
}

/**
 * The same request with the cycle it means now, so that a link goes on giving the paper of that board. Throws as the
 * document's maker does.
 */
export async function settleRequest(
  services: MakeServices,
  requester: Requester,
  request: DocumentRequest,
): Promise<DocumentRequest> {
  if (!isOfCycle(request.name)) return request;
  const { planId, meeting = null } = request;
  const { digest } = await readDigest(services, requester, { planId, cycleId: meeting });
  return digest.cycleId === null ? request : { ...request, meeting: digest.cycleId };
}

const isOfCycle = (name: DocumentName) => name === 'paper-docx' || name === 'paper-public-docx';
