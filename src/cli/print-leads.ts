import { assignedWords, unassignedWords } from '../domain/leads/assign-words.ts';
import type { AssignReport } from '../use-cases/leads/assign-leads.ts';
import type { ConfirmReport } from '../use-cases/leads/confirm-lead.ts';
import type { LeadSuggestions } from '../use-cases/leads/suggest-leads.ts';
import { lines, plural, safeLine } from './print.ts';

type Lead = LeadSuggestions['leads'][number];

function stateOf(lead: Lead): string {
  if (lead.decision === 'people') return `confirmed: ${lead.confirmed.join(', ')}`;
  if (lead.kind === 'organisation') return 'an organisation';
  if (lead.kind === 'not-a-name') return 'not a name';
  return lead.suggestions.length === 0 ? 'nobody fits' : 'to confirm';
}

function suggestionLine({ personId, userId, name, reason, exact }: Lead['suggestions'][number]): string {
  const id = personId ?? userId;
  return `      ${exact ? '*' : '-'} ${safeLine(name)}${id === null ? '' : ` [${id}]`}: ${safeLine(reason)}`;
}

export function printSuggestions(report: Omit<LeadSuggestions, 'people'>): string {
  return lines(
    `${plural(report.leads.length, 'name')} of leads in ${report.plan}:`,
    report.leads.flatMap((lead) => [
      `  ${safeLine(lead.text)} (${lead.actions.map(safeLine).join(', ')}): ${stateOf(lead)}`,
      ...(lead.decision === 'people' ? [] : lead.suggestions.map(suggestionLine)),
    ]),
    report.teamRead ? [] : ['The members of a Teams team could not be read: suggestions may be missing.'],
    'Confirm with people confirm --lead TEXT --user ID, or all marked * (they fit exactly) with people confirm --exact.',
  );
}

const decisionWords = { organisation: 'an organisation', nobody: 'nobody yet' } as const;

export function printConfirmed(report: ConfirmReport): string {
  return lines(
    report.confirmed.map(({ text, decision, people, actions }) => {
      const who =
        decision === 'people' ? people.map(({ name }) => safeLine(name)).join(', ') : decisionWords[decision];
      return `${safeLine(text)} is ${who}: ${actions.map(safeLine).join(', ')}.`;
    }),
    report.added.length > 0 ? [`Added to the people list: ${report.added.map(safeLine).join(', ')}.`] : [],
    `${plural(report.changed.length, 'action')} with new leads; ${plural(report.prompted, 'prompt')} on the way.`,
    report.undecided.length > 0 ? [`Still to confirm: ${report.undecided.map(safeLine).join('; ')}.`] : [],
  );
}

export function unassignedLines(unassigned: AssignReport['unassigned']): string[] {
  if (unassigned.length === 0) return [];
  return [
    `${plural(unassigned.length, 'action')} without a confirmed lead (see people suggest, or use assign):`,
    ...unassigned.map(({ ref, title, leadTexts }) => {
      const written = leadTexts.length === 0 ? '' : ` (the plan says: ${leadTexts.map(safeLine).join('; ')})`;
      return `  - ${safeLine(ref)} ${safeLine(title).slice(0, 70)}${written}`;
    }),
  ];
}

/** What changed and how many are left; `all` lists those that are left. */
export function printAssigned(report: AssignReport, all: boolean): string {
  const words = safeLine(
    `${assignedWords(report)} ${unassignedWords(report.unassigned.length, report.open)}`,
  );
  return all ? lines(words, unassignedLines(report.unassigned)) : words;
}
