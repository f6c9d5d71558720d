import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { warning } from '../text/warnings.ts';
import type { WordNumbering } from './word-numbering.ts';
import type { WordStyle } from './word-styles.ts';

/** What is not read, or not all of it; each is told once. */
export type Unread = 'comments' | 'notes' | 'tracked' | 'embedded';

/** What reading a document's text needs of its other parts, and what it remembers on the way. */
export interface WordReading {
  readonly styles: ReadonlyMap<string, WordStyle>;
  readonly numbering: WordNumbering;
  /** Addresses of external hyperlinks by relationship id. */
  readonly addresses: ReadonlyMap<string, string>;
  readonly unread: Set<Unread>;
  /** Hidden text is read with the rest. */
  readonly readsHidden: boolean;
  /** What is read stands in a row that is hidden as a whole. */
  readonly isRowHidden?: true;
  /** Hidden text met so far, read or not. */
  readonly hiddenTexts: string[];
  /** Fields that have begun and not ended; one may run over several paragraphs. */
  readonly fields: WordField[];
}

export interface WordField {
  /** `HYPERLINK "https://..."`, `PAGE`, `TOC \o "1-3"`. */
  instruction: string;
  /** Where its result starts in the paragraph's text; null before the result. */
  resultFrom: number | null;
}

const messages: Record<Unread, [code: string, message: string]> = {
  comments: ['notes-not-read', 'Comments in the document are not read: put what matters into the text.'],
  notes: ['notes-not-read', 'Footnotes and endnotes are not read: put what matters into the text.'],
  tracked: [
    'tracked-changes',
    'The document has tracked changes; it was read as if all of them were accepted.',
  ],
  embedded: ['embedded-not-read', 'Another document is embedded in this one and was not read.'],
};

export function unreadWarnings(unread: ReadonlySet<Unread>): ImportWarning[] {
  return [...unread].map((one) => warning(...messages[one]));
}
