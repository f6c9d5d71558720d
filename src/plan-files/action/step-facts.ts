import type { Step } from '../../domain/plan/document-facts.ts';
import { parseTimescale } from '../../domain/shared/timescale.ts';
import { britishRules, type TimescaleRules } from '../../domain/shared/timescale-rules.ts';
import { splitLeads } from '../text/split-leads.ts';

/** Stands for a step without a timescale or leads of its own, so that the lines of a cell stay beside the steps. */
export const noStepFact = '–';

/**
 * Gives steps what columns of their own say of them (`Step timescales`, `Step leads`), a line a step. A column that is blank
 * leaves the steps as they are; null where the lines are not as many as the steps.
 */
export function readStepFacts(
  steps: readonly Step[],
  timescales: string,
  leads: string,
  rules: TimescaleRules = britishRules,
): Step[] | null {
  const when = linesOf(timescales);
  const who = linesOf(leads);
  const fits = (lines: readonly string[]) => lines.length === 0 || lines.length === steps.length;
  if (!fits(when) || !fits(who)) {
    return null;
  }
  return steps.map((step, at) => {
    const date = when[at];
    const names = who[at];
    return {
      text: step.text,
      timescale:
        date === undefined
          ? step.timescale
          : date === noStepFact
            ? null
            : parseTimescale(date, rules).timescale,
      leads: names === undefined ? step.leads : names === noStepFact ? [] : splitLeads(names).leads,
    };
  });
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => line.trim());
}
