import { type DecideLeads, decideByLikelihood } from './lead-doubts.ts';
import { listLeads } from './list-leads.ts';

export interface SplitLeads {
  /** As the document writes them, one lead each. */
  readonly leads: readonly string[];
  /** Whether the cell says openly that nobody is named (`?`, `TBC`), alone or beside somebody. */
  readonly notNamed: boolean;
}

/** Everybody a cell names, whatever part they have; what can be read in two ways goes by what is likeliest unless `decide` says. */
export function splitLeads(text: string, decide: DecideLeads = decideByLikelihood): SplitLeads {
  const { leads, notNamed } = listLeads(text, decide);
  return {
    leads: [...new Set(leads.map((one) => one.text))],
    notNamed: notNamed || (leads.length === 0 && text.trim() !== ''),
  };
}
