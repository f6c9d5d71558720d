import type { ImportWords } from '../use-cases/import/import-target.ts';

/** No command is nearly as long. */
const longestText = 1000;

/** How a message that asks to import begins. */
export const importWord = /^\s*import\b/iu;

/** Whether a message asks to import, with a file or without. */
export function isImport(text: string): boolean {
  return importWord.test(text.slice(0, longestText));
}

/**
 * Whether a message says that its file is a people list: `people`, `import people`, with `in PLAN` or `into PLAN` behind it.
 * `planId` is null where it names none; null for any other message.
 */
export function parsePeopleWords(text: string): { readonly planId: string | null } | null {
  const line = text.slice(0, longestText).replaceAll(/\s+/gu, ' ').trim();
  const said = /^(?:(?:import|add) )?people(?: (?:into|in|to|for) (\S+?))?[.!]?$/iu.exec(line);
  return said === null ? null : { planId: said[1]?.toLowerCase() ?? null };
}

/**
 * Whether a message says that its file is the council's template for the paper: `paper template`, with `in PLAN` behind it.
 * `planId` is null where it names none; null for any other message.
 */
export function parseTemplateWords(text: string): { readonly planId: string | null } | null {
  const line = text.slice(0, longestText).replaceAll(/\s+/gu, ' ').trim();
  const said = /^(?:paper )?template(?: (?:into|in|to|for) (\S+?))?[.!]?$/iu.exec(line);
  return said === null ? null : { planId: said[1]?.toLowerCase() ?? null };
}

/**
 * What a message says of where its file goes: `import into PLAN`, `import as PLAN-ID NAME`. Any other text, and none, leaves
 * it to the plans that the sender has.
 */
export function parseImportWords(text: string): ImportWords {
  const line = text.slice(0, longestText).replaceAll(/\s+/gu, ' ').trim();
  const as = /^import as (\S+)(?: (.+))?$/iu.exec(line);
  if (as?.[1] !== undefined) {
    return { into: null, as: { planId: as[1].toLowerCase(), name: as[2]?.slice(0, 200) ?? null } };
  }
  const into = /^import (?:into|in to|in|to|for) (.+?)[.!]?$/iu.exec(line)?.[1];
  return { into: into ?? null, as: null };
}
