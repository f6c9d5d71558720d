import type { Link } from '../../domain/plan/document-facts.ts';
import {
  childElement,
  childElements,
  childValue,
  ownText,
  shownAlternative,
  type XmlElement,
} from '../office/xml-tree.ts';
import { maxCellText, oneLine } from '../text/clean-text.ts';
import { parseLinkUrl } from '../text/parse-link.ts';
import type { WordParagraph } from './word-blocks.ts';
import type { WordReading } from './word-reading.ts';
import { boldOf, hiddenOf, outlineLevel, struckOf, styleOf, type WordStyle } from './word-styles.ts';
import { symbolText } from './word-symbols.ts';

/** Settings, old versions of settings, and texts that are not the document's own. */
const skipped = new Set([
  'pPr',
  'rPr',
  'sdtPr',
  'sdtEndPr',
  'rt',
  'delText',
  'delInstrText',
  'annotationRef',
  'footnoteRef',
]);

/** `Section B ........ 14` */
const dotLeader = /(\.{4,}|…{2,})\s*\d{1,4}$/;
/** What is shown of hidden text, and how many pieces of it are counted. */
const mostHiddenText = 200;
const mostHiddenTexts = 1_000;
/** No field stands this deep inside others; more is damage. */
const mostFields = 20;

/** A paragraph, and the contents of the text boxes anchored in it, which are read as blocks after it. */
export function readWordParagraph(
  element: XmlElement,
  reading: WordReading,
): { paragraph: WordParagraph; boxes: XmlElement[] } {
  const properties = childElement(element, 'pPr');
  const style = styleOf(reading.styles, childValue(properties, 'pStyle'));
  const inContents = reading.fields.some(({ instruction }) => /^\s*TOC\b/i.test(instruction));
  for (const field of reading.fields) {
    // A result that began in a paragraph before goes on at the start of this one.
    field.resultFrom = field.resultFrom === null ? null : 0;
  }
  const hiddenBefore = reading.hiddenTexts.length;
  const runs = createRunReader(style, reading);
  runs.walk(element);
  const { text: standing, struck, boldStart, links, boxes } = runs.finish();
  const headingLevel = outlineLevel(properties) ?? style.headingLevel;
  // A heading that is struck through still heads what stands under it.
  const text = standing.trim() === '' && headingLevel !== null ? struck : standing;
  const mark = markOf(properties, style, reading);
  const isHidden = text === '' && reading.hiddenTexts.length > hiddenBefore;
  return {
    paragraph: {
      kind: 'paragraph',
      text,
      struck,
      mark: isHidden ? '' : mark,
      boldStart,
      headingLevel,
      isTitle: style.isTitle,
      isContents:
        style.isContents || (inContents && /\d$/.test(text.trimEnd())) || dotLeader.test(text.slice(-100)),
      links,
    },
    boxes,
  };
}

function markOf(properties: XmlElement | null, style: WordStyle, reading: WordReading): string {
  const own = childElement(properties, 'numPr');
  const id = childValue(own, 'numId') ?? style.numberingId;
  if (id === null) {
    return style.isBullet ? '•' : '';
  }
  // The id 0 takes a paragraph out of the list of its style.
  const level = Number(childValue(own, 'ilvl') ?? style.numberingLevel ?? 0);
  return id === '0' ? '' : reading.numbering.next(id, level);
}

interface RunReader {
  walk(parent: XmlElement): void;
  finish(): { text: string; struck: string; boldStart: string; links: Link[]; boxes: XmlElement[] };
}

function createRunReader(style: WordStyle, reading: WordReading): RunReader {
  const links: Link[] = [];
  const boxes: XmlElement[] = [];
  let text = '';
  let boldUntil = 0;
  let startsBold = true;
  let isBold = style.bold;
  let isStruck = style.struck;
  let struck = '';

  const add = (more: string) => {
    if (isStruck) {
      struck += more.slice(0, Math.max(0, maxCellText - struck.length));
      return;
    }
    // One more than is kept of any cell, so that whoever cuts it there can tell.
    text += more.slice(0, Math.max(0, maxCellText + 1 - text.length));
    if (isBold && startsBold) {
      boldUntil = text.length;
    } else if (more.trim() !== '') {
      startsBold = false;
    }
  };
  const link = (from: number, address: string) => {
    const url = parseLinkUrl(address);
    if (url !== null) {
      const shown = oneLine(text.slice(from));
      links.push({ text: shown === '' ? url : shown, url });
    }
  };

  const walk = (parent: XmlElement): void => {
    for (const child of parent.children) {
      if (typeof child !== 'string' && !skipped.has(child.name)) {
        visit(child);
      }
    }
  };
  const visit = (element: XmlElement): void => (readers.get(element.name) ?? walk)(element);
  const readRun = (run: XmlElement): void => {
    const properties = childElement(run, 'rPr');
    const ofRun = reading.styles.get(childValue(properties, 'rStyle') ?? '');
    const isHidden = hiddenOf(properties) ?? (ofRun?.hidden === true || style.hidden);
    if (reading.isRowHidden === true || isHidden) {
      const words = oneLine(childElements(run, 't').map(ownText).join(' ').slice(0, mostHiddenText));
      if (words !== '' && reading.hiddenTexts.length < mostHiddenTexts) {
        reading.hiddenTexts.push(words);
      }
      if (!reading.readsHidden) {
        return;
      }
    }
    isBold = boldOf(properties) ?? (childValue(properties, 'rStyle') === 'Strong' || style.bold);
    isStruck = struckOf(properties) ?? (ofRun?.struck === true || style.struck);
    walk(run);
    isBold = style.bold;
    isStruck = style.struck;
  };
  const readHyperlink = (element: XmlElement): void => {
    const from = text.length;
    walk(element);
    link(from, reading.addresses.get(element.attributes['id'] ?? '') ?? '');
  };
  const readFieldMark = (type: string | undefined): void => {
    const field = reading.fields.at(-1);
    if (type === 'begin') {
      reading.fields.splice(0, reading.fields.length - mostFields);
      reading.fields.push({ instruction: '', resultFrom: null });
    } else if (type === 'separate' && field !== undefined) {
      field.resultFrom = text.length;
    } else if (type === 'end' && field !== undefined) {
      reading.fields.pop();
      const address = field.instruction.match(/^\s*HYPERLINK\s+"([^"]+)"/i)?.[1];
      if (address !== undefined && field.resultFrom !== null) {
        link(field.resultFrom, address);
      }
    }
  };
  const readInstruction = (element: XmlElement): void => {
    const field = reading.fields.at(-1);
    if (field !== undefined && field.instruction.length < 4_000) {
      field.instruction += ownText(element);
    }
  };

  const tracked = () => reading.unread.add('tracked');
  const notes = () => reading.unread.add('notes');
  const readers = new Map<string, (element: XmlElement) => void>([
    ['r', readRun],
    ['t', (element) => add(ownText(element))],
    ['tab', () => add('\t')],
    ['ptab', () => add('\t')],
    ['br', () => add('\n')],
    ['cr', () => add('\n')],
    ['noBreakHyphen', () => add('-')],
    ['sym', ({ attributes }) => add(symbolText(attributes['font'] ?? '', attributes['char'] ?? ''))],
    ['fldChar', ({ attributes }) => readFieldMark(attributes['fldCharType'])],
    ['instrText', readInstruction],
    ['hyperlink', readHyperlink],
    ['del', tracked],
    ['moveFrom', tracked],
    ['ins', (element) => [tracked(), walk(element)]],
    ['moveTo', (element) => [tracked(), walk(element)]],
    ['AlternateContent', (element) => walk(shownAlternative(element))],
    ['txbxContent', (element) => boxes.push(element)],
    ['commentReference', () => reading.unread.add('comments')],
    ['footnoteReference', notes],
    ['endnoteReference', notes],
  ]);
  return {
    walk,
    // What was taken out leaves the spaces on both its sides.
    finish: () => ({
      text: struck === '' ? text : text.replace(/ {2,}/g, ' '),
      struck,
      boldStart: text.slice(0, boldUntil),
      links,
      boxes,
    }),
  };
}
