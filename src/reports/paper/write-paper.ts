import type { Paper } from '../../domain/paper/paper.ts';
import { applyTemplate } from './apply-template.ts';
import { packDocument, unpackDocument } from './document-parts.ts';
import { plainPage } from './page-shape.ts';
import type { DrawPicture } from './paper-blocks.ts';
import { paperDocument } from './paper-document.ts';
import { readPaperTemplate } from './paper-template.ts';

/** What a paper is written with. */
export interface PaperMeans {
  readonly drawPicture: DrawPicture;
  /** The council's own `.docx` or `.dotx`; null for the plain look. */
  readonly template: Uint8Array | null;
}

/**
 * A paper as a Word document: real headings, contents, captions, header rows, page numbers, and words for every picture. The
 * same paper gives the same bytes. Throws Refusal('file-unreadable') for a template that cannot be used.
 */
export async function writePaper(paper: Paper, { drawPicture, template }: PaperMeans): Promise<Uint8Array> {
  const used = template === null ? null : await readPaperTemplate(template);
  const document = await paperDocument(paper, { drawPicture, page: used?.page ?? plainPage });
  const parts = await unpackDocument(paper, document);
  return packDocument(used === null ? parts : applyTemplate(parts, used));
}

/** As much of a paper as tells whether one can be written in a template. */
const trial: Paper = {
  title: 'Trial',
  planName: 'Trial',
  board: '',
  boardDate: null,
  subject: 'Trial',
  language: 'en-GB',
  frontSheet: [],
  body: [
    { kind: 'heading', level: 1, text: 'Trial' },
    { kind: 'list', items: [[{ text: 'Trial' }]] },
  ],
};

/** Reads a template and writes a few lines in it. Throws Refusal('file-unreadable') where a paper could not be written so. */
export async function checkPaperTemplate(template: Uint8Array): Promise<void> {
  const drawPicture: DrawPicture = () => {
    throw new Error('The trial has no picture.');
  };
  await writePaper(trial, { drawPicture, template });
}
