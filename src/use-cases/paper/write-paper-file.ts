import type { Services } from '../../ports.ts';
import { writePaper } from '../../reports/paper/write-paper.ts';
import { drawPng } from '../../reports/pictures/draw-picture.ts';
import type { Requester } from '../shared/requester.ts';
import { type MadePaper, makePaper, type PaperRequest } from './make-paper.ts';
import { readTemplate } from './set-template.ts';

/** A template of more bytes is refused before it is read. */
export { longestTemplate } from '../../reports/paper/paper-template.ts';

export interface PaperFile extends Omit<MadePaper, 'paper'> {
  readonly planName: string;
  /** `YYYY-MM-DD`; null before the first cycle. */
  readonly boardDate: string | null;
  /** The council's template it is written in, by file name; null for the plain look, and for one that was given by its bytes. */
  readonly template: string | null;
  readonly bytes: Uint8Array;
}

/** The look of a paper: of the template kept with the plan where there is one, plain, or of the template given. */
export type PaperLook = 'of-the-plan' | 'plain' | Uint8Array;

/** The board paper as a Word file. Throws as `makePaper` does, and `file-unreadable` for a template that cannot be used. */
export async function writePaperFile(
  services: Pick<Services, 'store' | 'clock'>,
  requester: Requester,
  { look, ...request }: PaperRequest & { readonly look: PaperLook },
): Promise<PaperFile> {
  const { paper, ...told } = await makePaper(services, requester, request);
  const kept = look === 'of-the-plan' ? await readTemplate(services.store, request.planId) : null;
  const template = look instanceof Uint8Array ? look : (kept?.bytes ?? null);
  const bytes = await writePaper(paper, { drawPicture: drawPng, template });
  const { planName, boardDate } = paper;
  return { ...told, planName, boardDate, template: kept?.fileName ?? null, bytes };
}
