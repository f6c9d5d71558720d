import type { ImportWarning } from '../../domain/import/imported-plan.ts';
import type { OtherFact } from '../../domain/plan/document-facts.ts';
import { matchHeader, planHeaders } from '../grid/columns.ts';
import type { Sheet } from '../grid/grid.ts';
import { oneLine } from '../text/clean-text.ts';
import { splitLeads } from '../text/split-leads.ts';
import { warning } from '../text/warnings.ts';

/** What a document says under a heading of all actions below it: `Senior responsible officer: ...`, `Overall RAG: ...`. */
export interface SectionFacts {
  readonly strategicLeads: readonly string[];
  /** Anything else, kept beside each action: a rating of a section is not one of its actions. */
  readonly others: readonly OtherFact[];
}

export const noSectionFacts: SectionFacts = { strategicLeads: [], others: [] };

const labelled = /^([^:]{2,60}):\s+(\S.*)$/;

/** The labelled lines of a document's text by the heading they stand under, where the label is one of a tracker's columns. */
export function readSectionFacts(sheets: readonly Sheet[]): {
  facts: Map<string, SectionFacts>;
  warnings: ImportWarning[];
} {
  const headings = new Set(sheets.filter(({ kind }) => kind === 'table').flatMap((sheet) => sheet.headings));
  const facts = new Map<string, SectionFacts>();
  const warnings: ImportWarning[] = [];
  for (const sheet of sheets.filter(({ kind }) => kind === 'text')) {
    let heading: string | null = null;
    for (const { cells, number } of sheet.rows) {
      const text = oneLine([...cells.values()].map((cell) => cell.text).join(' '));
      if (headings.has(text)) {
        heading = text;
        continue;
      }
      const [, label = '', value = ''] = text.match(labelled) ?? [];
      const role = matchHeader(label, planHeaders)?.role;
      if (heading === null || role === undefined) {
        continue;
      }
      const before = facts.get(heading) ?? noSectionFacts;
      const isAccountable = role === 'strategic';
      facts.set(heading, {
        strategicLeads: [...before.strategicLeads, ...(isAccountable ? splitLeads(value).leads : [])],
        others: [...before.others, ...(isAccountable ? [] : [{ header: label, text: value }])],
      });
      const kept = isAccountable
        ? 'they are taken for the strategic leads of its actions'
        : 'it is kept beside each of its actions, and is no rating or fact of theirs';
      const message = `This is said of the whole section “${heading.slice(0, 80)}”: ${kept}.`;
      warnings.push(
        warning('said-of-section', message, { sheet: sheet.name, row: number, column: label, value }),
      );
    }
  }
  return { facts, warnings };
}
