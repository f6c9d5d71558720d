import {
  AlignmentType,
  type IParagraphStyleOptions,
  type IPropertiesOptions,
  LevelFormat,
  LineRuleType,
} from 'docx';
import type { Paper } from '../../domain/paper/paper.ts';

/** Styles by the identifiers that the document names; a template's own of the same names take their place. */
export const styles = {
  title: 'Title',
  subtitle: 'Subtitle',
  headings: { 1: 'Heading1', 2: 'Heading2', 3: 'Heading3' },
  contentsHeading: 'TOCHeading',
  body: 'BodyText',
  bullet: 'ListBullet',
  picture: 'Picture',
  caption: 'Caption',
  tableText: 'TableText',
  tableHeading: 'TableHeading',
  footer: 'Footer',
} as const;

/** Of `bullets`, which the bullet style points to. */
const bulletReference = 'bullets';
const ink = '1F2937';
const font = 'Arial';

const paragraphStyles: readonly IParagraphStyleOptions[] = [
  {
    id: styles.subtitle,
    name: 'Subtitle',
    basedOn: 'Normal',
    next: styles.body,
    run: { size: 26, color: '44546A' },
    paragraph: { spacing: { after: 240 } },
  },
  {
    id: styles.contentsHeading,
    name: 'TOC Heading',
    basedOn: 'Normal',
    next: 'Normal',
    run: { size: 30, bold: true, color: ink },
    paragraph: { keepNext: true, spacing: { before: 120, after: 120 } },
  },
  {
    id: styles.body,
    name: 'Body Text',
    basedOn: 'Normal',
    paragraph: { spacing: { after: 140, line: 276, lineRule: LineRuleType.AUTO } },
  },
  {
    id: styles.bullet,
    name: 'List Bullet',
    basedOn: 'Normal',
    paragraph: {
      numbering: { reference: bulletReference, level: 0 },
      spacing: { after: 80, line: 264, lineRule: LineRuleType.AUTO },
    },
  },
  {
    id: styles.picture,
    name: 'Picture',
    basedOn: 'Normal',
    paragraph: { keepNext: true, spacing: { before: 120, after: 60 } },
  },
  {
    id: styles.tableText,
    name: 'Table Text',
    basedOn: 'Normal',
    run: { size: 18 },
    paragraph: { spacing: { before: 20, after: 20 } },
  },
  {
    id: styles.tableHeading,
    name: 'Table Heading',
    basedOn: styles.tableText,
    run: { bold: true },
    paragraph: { keepNext: true },
  },
  {
    id: styles.footer,
    name: 'footer',
    basedOn: 'Normal',
    run: { size: 17, color: '404040' },
    paragraph: { spacing: { before: 20, after: 20 } },
  },
  ...[1, 2, 3].map((level) => ({
    id: `TOC${level}`,
    name: `toc ${level}`,
    basedOn: 'Normal',
    next: 'Normal',
    run: { bold: level === 1 },
    paragraph: {
      indent: { left: (level - 1) * 280, right: 567 },
      spacing: { before: level === 1 ? 80 : 20, after: 20 },
    },
  })),
];

const heading = (size: number, before: number) =>
  ({
    run: { size, bold: true, color: ink },
    paragraph: { keepNext: true, keepLines: true, spacing: { before, after: 100 } },
  }) as const;

/** The look of a paper without a template, and of what a template lacks. */
export function paperStyles({ language }: Paper): Pick<IPropertiesOptions, 'styles' | 'numbering'> {
  return {
    styles: {
      default: {
        document: { run: { font, size: 22, language: { value: language } } },
        title: {
          next: styles.body,
          run: { size: 44, bold: true, color: ink },
          paragraph: { spacing: { before: 0, after: 120 } },
        },
        heading1: heading(32, 360),
        heading2: heading(27, 280),
        heading3: heading(23, 220),
        caption: {
          run: { size: 20, bold: true, italics: false, color: ink },
          paragraph: { keepNext: true, keepLines: true, spacing: { before: 200, after: 80 } },
        },
      },
      paragraphStyles,
    },
    numbering: {
      config: [
        {
          reference: bulletReference,
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '•',
              alignment: AlignmentType.LEFT,
              style: { paragraph: { indent: { left: 454, hanging: 284 } } },
            },
          ],
        },
      ],
    },
  };
}
