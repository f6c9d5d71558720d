import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import { type OfficePackage, readRelationships } from '../../office/office-package.ts';
import { unreadable } from '../../office/unreadable.ts';
import type { Grid, Sheet } from '../grid/grid.ts';
import { childElement, readXmlTree } from '../office/xml-tree.ts';
import { maxCellText } from '../text/clean-text.ts';
import { fileLimits } from '../text/file-limits.ts';
import { warning } from '../text/warnings.ts';
import { readWordBlocks } from './read-word-blocks.ts';
import { blocksText, plainParagraph, type WordBlock, type WordTable } from './word-blocks.ts';
import { readHeadedActions } from './word-headed-actions.ts';
import { readForm } from './word-labels.ts';
import { noNumbering, readWordNumbering } from './word-numbering.ts';
import { bodyBlocks, readOutline } from './word-outline.ts';
import { unreadWarnings, type WordReading } from './word-reading.ts';
import { readWordTables, readWordText } from './word-sheets.ts';
import { readWordStyles } from './word-styles.ts';

/** How a document looks, and what it was before: most of its elements, and nothing of what it says. */
const ignored = new Set(
  'bCs i iCs sz szCs u color rFonts lang highlight spacing ind jc tabs pBdr tblPr tblPrEx tcW tcMar tcBorders sectPr rPrChange pPrChange tblPrChange tblPrExChange tcPrChange trPrChange sectPrChange tblGridChange numberingChange proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd lastRenderedPageBreak pic blip object binData'.split(
    ' ',
  ),
);

/**
 * Reads a Word document: a sheet for each table, one for each run of actions that have a heading each, and
 * one for the text outside them; hidden text among it where `readsHidden`. Macros are never run, nothing is fetched. Throws Refusal('file-unreadable').
 */
export async function readWord(
  file: string,
  { archive, mainPart }: OfficePackage,
  readsHidden: boolean,
): Promise<Grid> {
  const targets = await readRelationships(file, archive, mainPart);
  const partOf = async (type: string) => {
    const part = targets.find((target) => target.type === type && !target.external);
    return part === undefined ? null : archive.read(part.target);
  };
  const content = await archive.read(mainPart);
  const styles = await partOf('styles');
  const numbering = await partOf('numbering');
  const body = childElement(
    childElement(readXmlTree(file, content ?? new Uint8Array(), ignored), 'document'),
    'body',
  );
  if (body === null) {
    throw unreadable(file, 'is damaged: open it in Word, save it again and send that.');
  }
  const reading: WordReading = {
    styles: styles === null ? new Map() : readWordStyles(file, styles),
    numbering: numbering === null ? noNumbering : readWordNumbering(file, numbering),
    addresses: new Map(targets.flatMap(({ id, target, external }) => (external ? [[id, target]] : []))),
    unread: new Set(),
    readsHidden,
    hiddenTexts: [],
    fields: [],
  };
  const blocks = readWordBlocks(file, body, reading);
  const warnings: ImportWarning[] = archive.names.some((name) => /vbaproject\.bin$/i.test(name))
    ? [warning('macros-not-run', 'The file contains macros, which were not run.')]
    : [];
  warnings.push(...unreadWarnings(reading.unread));
  const { hiddenTexts } = reading;
  return {
    sheets: readSheets(file, bodyBlocks(blocks), warnings),
    warnings,
    ...(hiddenTexts.length === 0 ? {} : { hiddenTexts }),
  };
}

function readSheets(file: string, blocks: readonly WordBlock[], warnings: ImportWarning[]): Sheet[] {
  const tables = blocks.filter((block): block is WordTable => block.kind === 'table');
  if (tables.length > fileLimits.tables) {
    throw unreadable(file, `has more than ${fileLimits.tables} tables: send only those of the plan.`);
  }
  const numberOf = new Map(tables.map((table, at) => [table, at + 1]));
  // A bold line in an action's text is one of its labels, unless bold lines are all the headings there are.
  const headed =
    readHeadedActions(file, readOutline(blocks, false), warnings) ??
    readHeadedActions(file, readOutline(blocks, true), warnings);
  const rest = blocks.filter((block) => headed?.used.has(block) !== true).flatMap(withoutForm);
  const outline = readOutline(rest, true);
  const text = readWordText(
    file,
    rest.filter(({ kind }) => kind === 'paragraph'),
    warnings,
  );
  const sheets = [
    ...(headed?.sheets ?? []),
    ...readWordTables(file, outline, numberOf, warnings),
    ...(text === null ? [] : [text]),
  ];
  const characters = sheets
    .flatMap(({ rows }) => rows)
    .reduce(
      (sum, { cells }) => sum + [...cells.values()].reduce((own, cell) => own + cell.text.length, 0),
      0,
    );
  if (characters > fileLimits.characters) {
    throw unreadable(
      file,
      'holds far more text than a plan: copy the plan into a new document and send that.',
    );
  }
  return sheets;
}

/** A table of labels that is no action of its own says something of those below it: it reads as lines do. */
function withoutForm(block: WordBlock): WordBlock[] {
  const form = block.kind === 'table' ? readForm(block) : null;
  if (form === null) {
    return [block];
  }
  const lines = [
    form.title,
    ...form.pairs.map(({ label, blocks }) => `${label}: ${blocksText(blocks, maxCellText).text}`),
  ];
  return lines.filter((line) => line !== '').map(plainParagraph);
}
