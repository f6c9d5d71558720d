import type { Sheet } from '../grid/grid.ts';
import { type HeadingLevel, headingLevelIn } from '../text/heading-words.ts';
import { noHeadings, type TableHeadings } from './read-table.ts';
import { noSectionFacts, type SectionFacts } from './section-facts.ts';

const isNumbered = (heading: string) => /^(\d{1,2}(\.\d{1,2})?|[A-H])[.):]?\s+\S/.test(heading);
/** What a document calls itself, or the part of it where its actions stand. */
const ofDocument = /\b(plan|tracker|strategy|statement of action|actions|programme|report|register)\b/i;

/** Whether a heading that no other table has beside it heads actions all the same. */
const headsAlone = (heading: string, isHeaded: boolean) =>
  !ofDocument.test(heading) && (isHeaded || isNumbered(heading));

/**
 * What the headings above each table give its actions. A heading that stands above all of several tables is the document's own;
 * of the others the outermost is the priority and the next the objective, unless they say what they are. A single
 * table has a section only where its heading says so, is numbered like one, or stands over actions that have a heading each.
 */
export function readTableHeadings(
  sheets: readonly Sheet[],
  facts: ReadonlyMap<string, SectionFacts>,
): Map<Sheet, TableHeadings> {
  const tables = sheets.filter(({ kind, headings }) => kind === 'table' && headings.length > 0);
  const shared = (heading: string) =>
    tables.length > 1 && tables.every(({ headings }) => headings.includes(heading));
  // A plan of one priority has its heading over every table.
  const isOwn = (heading: string, { isHeaded }: Sheet) =>
    headingLevelIn(heading) !== undefined || headsAlone(heading, isHeaded === true);
  return new Map(
    tables.map((sheet) => {
      const apart = sheet.headings.filter((heading) => !shared(heading));
      const isDivided = apart.some((heading) => headingLevelIn(heading) === 'priority');
      // Priorities under one theme or aim still stand under it.
      const own = isDivided
        ? sheet.headings.filter(
            (heading) => !shared(heading) || ['theme', 'objective'].includes(headingLevelIn(heading) ?? ''),
          )
        : sheet.headings.filter((heading) => !shared(heading) || isOwn(heading, sheet));
      const said = own.map((heading) => ({
        heading,
        kind: headingLevelIn(heading),
      }));
      const firstOf = (kind: HeadingLevel) => said.find((one) => one.kind === kind)?.heading ?? null;
      const plain = said.filter(({ kind }) => kind === undefined).map(({ heading }) => heading);
      const section = facts.get(sheet.headings.at(-1) ?? '') ?? noSectionFacts;
      const priority = firstOf('priority');
      // Tables of one sheet share its name; a line between them heads the one below it.
      const isPart = sheets.some((other) => other !== sheet && other.name === sheet.name);
      const isSection = tables.length > 1;
      const isHeaded = sheet.isHeaded === true;
      const rest = isSection || isPart ? plain : plain.filter((heading) => headsAlone(heading, isHeaded));
      const taken = priority === null ? (rest[0] ?? null) : priority;
      const objective = firstOf('objective') ?? (priority === null ? rest[1] : rest[0]) ?? null;
      return [
        sheet,
        { ...noHeadings, priority: taken, objective, theme: firstOf('theme'), section },
      ] as const;
    }),
  );
}
