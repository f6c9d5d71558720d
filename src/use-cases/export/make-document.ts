import { type DocumentName, type DocumentRequest, documents } from '../../domain/export/document.ts';
import type { Services } from '../../ports.ts';
import { collectBytes } from '../../reports/collect-bytes.ts';
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
/** Writes a document if the requester may have it; gives the plan’s name and what the file is about. */
type Make = (
  services: MakeServices,
  requester: Requester,
  planId: string,
  out: ExportSink,
) => Promise<{ readonly planName: string; readonly subject: string }>;

const register =
  (kind: ExportKind): Make =>
  async (services, requester, planId, out) => {
    const { name } = await exportPlan(services, requester, planId, { kind, out });
    return { planName: name, subject: 'register' };
  };

const makers: Readonly<Record<DocumentName, Make>> = {
  'register-xlsx': register('xlsx'),
  'register-csv': register('csv'),
};

/** Makes a document from what is stored now. Throws `unknown-plan` and `not-permitted`, and whatever its maker does. */
export async function makeDocument(
  services: MakeServices,
  requester: Requester,
  { planId, name }: DocumentRequest,
): Promise<MadeDocument> {
  const { ending, mediaType } = documents[name];
  const sink = collectBytes();
  const { planName, subject } = await makers[name](services, requester, planId, sink.out);
  const day = services.clock.now().toString().slice(0, 10);
  return {
    name,
    planName,
    // Letters, digits and hyphens alone: every system takes it.
    fileName: `${planId}-${subject}-${day}.${ending}`,
    mediaType,
    bytes: sink.bytes(),
  };
}
