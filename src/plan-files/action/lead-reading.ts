import type { ActionDraft } from '../table/draft-rows.ts';
import type { DecideLeads } from '../text/lead-doubts.ts';
import type { Questions } from '../text/questions.ts';
import { type LeadCell, type LeadColumn, readLeadCell } from './lead-cell.ts';
import { readPairs } from './lead-columns.ts';
import { decideByAsking, type LeadPlace } from './lead-questions.ts';

/** Reads a cell of leads as its file writes them, and asks what it leaves open. What it gives is shared: nobody may change it. */
export type ReadLeads = (text: string, column: LeadColumn, place: LeadPlace) => LeadCell;

/** A file names few leads over and over; so many cells of them are remembered. */
const mostCells = 1_000;

export function createLeadReading(drafts: readonly ActionDraft[], questions: Questions): ReadLeads {
  const pairs = readPairs(drafts);
  const known = new Map<string, LeadCell>();
  return (text, column, place) => {
    const key = `${column}\n${place.column}\n${text}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const ask = decideByAsking(questions, pairs, place);
    let isDoubtful = false;
    const decide: DecideLeads = (...doubt) => {
      isDoubtful = true;
      return ask(...doubt);
    };
    const cell = readLeadCell(text, column, decide);
    // A question counts every cell that it is about.
    if (!isDoubtful && known.size < mostCells) known.set(key, cell);
    return cell;
  };
}
