import type { Services } from '../../ports.ts';
import { writePaper } from '../../reports/paper/write-paper.ts';
import { drawPng } from '../../reports/pictures/draw-picture.ts';
import type { Requester } from '../shared/requester.ts';
import { type MadePaper, makePaper, type PaperRequest } from './make-paper.ts';

/** A template of more bytes is refused before it is read. */
export { longestTemplate } from '../../reports/paper/paper-template.ts';

export interface PaperFile extends Omit<MadePaper, 'paper'> {
  readonly planName: string;
  /** `YYYY-MM-DD`; null before the first cycle. */
  readonly boardDate: string | null;
  readonly bytes: Uint8Array;
}

/** The board paper as a Word file. Throws as `makePaper` does, and `file-unreadable` for a template that cannot be used. */
export async function writePaperFile(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { template, ...request }: PaperRequest & { readonly template: Uint8Array | null },
): Promise<PaperFile> {
  const { paper, ...told } = await makePaper(services, requester, request);
  const bytes = await writePaper(paper, { drawPicture: drawPng, template });
  return { ...told, planName: paper.planName, boardDate: paper.boardDate, bytes };
}
