import type { ImportedAction, ImportWarning } from '../../domain/import/imported-plan.ts';
import { lookAtWords } from '../../domain/leads/lead-words.ts';
import type { LeadKeyEntry } from '../../domain/plan/lead-key.ts';
import { headerWords } from '../grid/columns.ts';
import type { Sheet } from '../grid/grid.ts';
import { findTable } from '../table/find-table.ts';
import { readRatingKey } from '../table/rating-key.ts';
import { oneLine } from '../text/clean-text.ts';
import { warning } from '../text/warnings.ts';
import { leadKeyHeaders, plainInitials, readLeadKey } from './lead-key.ts';

/** What a table that holds no actions is, as far as its head and its cells tell. */
export type FrontMatter = 'lead-key' | 'rating-key' | 'membership' | 'glossary' | 'unknown';

const names: Record<Exclude<FrontMatter, 'unknown'>, string> = {
  'lead-key': 'a key to leads, used to suggest who they are',
  'rating-key': 'the rating key',
  membership: 'a list of members',
  glossary: 'a glossary',
};

/** Reads the sheets that hold no actions. `used` are the lead texts of the actions, which tell a key to leads by its initials. */
export function readFrontMatter(
  sheets: readonly Sheet[],
  actions: readonly ImportedAction[],
): { leadKey: LeadKeyEntry[]; warnings: ImportWarning[] } {
  const used = new Set(actions.flatMap(leadsOf).map(plainInitials));
  const leadKey = new Map<string, LeadKeyEntry>();
  const warnings: ImportWarning[] = [];
  for (const sheet of sheets) {
    const entries = readLeadKey(sheet, used);
    for (const entry of entries) {
      leadKey.set(`${entry.initials}\n${entry.name}`, entry);
    }
    if (sheet.kind === 'text') {
      continue;
    }
    const kind = entries.length > 0 ? 'lead-key' : kindOf(sheet);
    if (kind === 'unknown') {
      const message = 'This sheet holds neither actions nor a rating key and was not read.';
      const ofTable = 'This table names no column for an action and was left out.';
      warnings.push(
        sheet.kind === 'table'
          ? warning('table-not-read', ofTable, { sheet: sheet.name, value: firstTexts(sheet) })
          : warning('sheet-not-read', message, { sheet: sheet.name }),
      );
    } else if (kind !== 'rating-key') {
      const message = `This is no part of the tracker: it was taken for ${names[kind]}.`;
      warnings.push(warning('table-not-tracker', message, { sheet: sheet.name, value: firstTexts(sheet) }));
    }
  }
  const entries = [...leadKey.values()];
  return { leadKey: entries, warnings: [...warnings, ...unexplained(actions, entries)] };
}

function firstTexts(sheet: Sheet): string {
  const [first] = sheet.rows;
  return [...(first?.cells.values() ?? [])].map(({ text }) => oneLine(text)).join(' | ');
}

function kindOf(sheet: Sheet): FrontMatter {
  const { rows, headings } = sheet;
  if (readRatingKey(rows) !== null) {
    return 'rating-key';
  }
  const head = headerWords([...headings.slice(-1), sheet.name, firstTexts(sheet)].join(' '));
  if (/\b(glossary|abbreviations?|acronyms?|terms? used|meaning|definition)\b/.test(head)) {
    return 'glossary';
  }
  const table = findTable(sheet, leadKeyHeaders, 'name');
  return table !== null || /\b(membership|members|attendees|distribution)\b/.test(head)
    ? 'membership'
    : 'unknown';
}

/** Initials that a document with a key to leads uses and does not explain, said once. */
function unexplained(actions: readonly ImportedAction[], leadKey: readonly LeadKeyEntry[]): ImportWarning[] {
  const known = new Set(leadKey.map(({ initials }) => initials));
  const missing = new Set<string>();
  let first: ImportedAction | null = null;
  for (const action of known.size === 0 ? [] : actions) {
    for (const lead of leadsOf(action)) {
      if (lookAtWords(lead) === 'initials' && !known.has(plainInitials(lead))) {
        missing.add(lead);
        first ??= action;
      }
    }
  }
  if (first === null) {
    return [];
  }
  const value = [...missing].join(', ');
  const message = `The document’s key to leads does not explain ${value}: say who is meant when you match the leads.`;
  return [
    warning('initials-not-in-key', message, { sheet: first.source.sheet, row: first.source.row, value }),
  ];
}

function leadsOf({ responsibleLeads, strategicLeads, contributors, steps }: ImportedAction): string[] {
  return [...responsibleLeads, ...strategicLeads, ...contributors, ...steps.flatMap(({ leads }) => leads)];
}
