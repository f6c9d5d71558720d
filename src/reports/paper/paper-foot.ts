import { BorderStyle, Footer, PageNumber, Paragraph, TextRun } from 'docx';
import type { Paper } from '../../domain/paper/paper.ts';
import { formatDate } from '../../domain/shared/dates.ts';
import { paragraphOf } from './paper-runs.ts';
import { styles } from './paper-styles.ts';

/** Plan, board and date, and below them which page of how many. */
export function paperFoot({ planName, board, boardDate }: Paper): Footer {
  const about = [planName, board, ...(boardDate === null ? [] : [formatDate(boardDate)])]
    .filter((part) => part.trim() !== '')
    .join(' · ');
  return new Footer({
    children: [
      new Paragraph({
        style: styles.footer,
        border: { top: { style: BorderStyle.SINGLE, size: 4, color: 'A6A6A6', space: 4 } },
        ...paragraphOf([{ text: about.replace(/\s+/g, ' ') }]),
      }),
      new Paragraph({
        style: styles.footer,
        children: [new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  });
}
