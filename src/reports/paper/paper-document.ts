import {
  Document,
  type FileChild,
  type ISectionOptions,
  LeaderType,
  PageOrientation,
  Paragraph,
  TableOfContents,
} from 'docx';
import type { Paper, PaperBlock } from '../../domain/paper/paper.ts';
import { type PageShape, textWidth } from './page-shape.ts';
import { createBlockWriter, type DrawPicture } from './paper-blocks.ts';
import { paperFoot } from './paper-foot.ts';
import { paragraphOf } from './paper-runs.ts';
import { splitByPage } from './paper-sections.ts';
import { paperStyles, styles } from './paper-styles.ts';

/** What a document is made with beside the paper. */
export interface DocumentParts {
  readonly drawPicture: DrawPicture;
  readonly page: PageShape;
}

/** A paper as the library's document: title and front sheet, contents, body. */
export async function paperDocument(paper: Paper, { drawPicture, page }: DocumentParts): Promise<Document> {
  const writer = createBlockWriter(drawPicture);
  const upright = textWidth(page, false);
  const opening = [
    ...titleOf(paper),
    ...(await writer.write(paper.frontSheet, upright)),
    ...contentsOf(paper),
  ];
  const [first, ...others] = splitByPage(paper.body);
  const isTogether = first?.isLandscape === false;
  const sections: ISectionOptions[] = [
    sectionOf(page, false, [...opening, ...(isTogether ? await writer.write(first.blocks, upright) : [])]),
  ];
  for (const { isLandscape, blocks } of isTogether || first === undefined ? others : [first, ...others]) {
    sections.push(sectionOf(page, isLandscape, await writer.write(blocks, textWidth(page, isLandscape))));
  }
  const [begin, ...rest] = sections;
  return new Document({
    ...paperStyles(paper),
    // Later sections go on with the foot of the first.
    sections: begin === undefined ? rest : [{ ...begin, footers: { default: paperFoot(paper) } }, ...rest],
  });
}

function titleOf({ title, planName }: Paper): FileChild[] {
  const isNamed = title.toLowerCase().includes(planName.toLowerCase());
  return [
    new Paragraph({ style: styles.title, ...paragraphOf([{ text: title.replace(/\s+/g, ' ') }]) }),
    ...(isNamed
      ? []
      : [
          new Paragraph({
            style: styles.subtitle,
            ...paragraphOf([{ text: planName.replace(/\s+/g, ' ') }]),
          }),
        ]),
  ];
}

/**
 * The contents have a page of their own after a front sheet; none when nothing has a heading. Their page numbers are fields that
 * Word fills when it updates them: on which page a part begins is known to nobody else, and a guess would be wrong in print.
 */
function contentsOf({ frontSheet, body }: Paper): FileChild[] {
  const isHeading = ({ kind }: PaperBlock) => kind === 'heading';
  if (!frontSheet.some(isHeading) && !body.some(isHeading)) return [];
  return [
    new Paragraph({
      style: styles.contentsHeading,
      text: 'Contents',
      pageBreakBefore: frontSheet.length > 0,
    }),
    new TableOfContents('Contents', {
      hyperlink: true,
      headingStyleRange: '1-3',
      tabLeader: LeaderType.NONE,
      beginDirty: false,
    }),
  ];
}

function sectionOf(page: PageShape, isLandscape: boolean, children: FileChild[]): ISectionOptions {
  const { width, height, left, right, top, bottom } = page;
  return {
    properties: {
      page: {
        // The library turns the page by itself.
        size: {
          width,
          height,
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: { left, right, top, bottom },
      },
    },
    children,
  };
}
