import { type ActionInCycle, actionInCycle } from '../digest/action-in-cycle.ts';
import { checkDigest } from '../digest/check-digest.ts';
import { tellAction } from '../digest/tell-action.ts';
import { isOpen } from '../plan/action-rules.ts';
import { paperSections } from '../plan/paper-settings.ts';
import { Failure } from '../shared/errors.ts';
import { frontSheetBlocks } from './front-sheet.ts';
import { type GlossaryEntry, glossaryOf } from './glossary.ts';
import type { Paper, PaperBlock } from './paper.ts';
import type { PaperAction } from './paper-columns.ts';
import { paperForms, sectionsOf } from './paper-form.ts';
import { paperSectionWriters, text } from './paper-sections.ts';
import type { PaperSources } from './paper-sources.ts';
import { textsOf } from './paper-texts.ts';

/** Every action that the digest counts, in the plan's order, as the paper tells it. */
function paperActions({ facts, wordings }: PaperSources): PaperAction[] {
  const people = new Map(facts.people.map((person) => [person.id, person]));
  return facts.actions
    .filter((action) => isOpen(action) || action.status === 'complete')
    .map((action): PaperAction => {
      const position: ActionInCycle = actionInCycle(action, facts);
      const told = tellAction(position, facts, people);
      const wording = wordings.get(action.id)?.text ?? '';
      return { told, action, comments: wording === '' ? told.narrative : wording };
    });
}

/**
 * The board paper of a cycle, in the form the plan has chosen. It says what the register knows and no more. Throws
 * `paper-inconsistent` where the digest's numbers do not agree with one another: such a paper must not leave.
 */
export function collatePaper(sources: PaperSources): Paper {
  const { plan, digest } = sources;
  const differences = checkDigest(digest);
  if (differences.length > 0) {
    const [first] = differences;
    throw new Failure(
      'paper-inconsistent',
      `The paper was not made: its numbers do not agree (${first?.what}: ${first?.one} and ${first?.other}). Please report this with the plan’s id and the board’s date; nothing is lost.`,
    );
  }
  const form = paperForms[plan.paper.form];
  const told = paperActions(sources);
  const section = (title: string, blocks: readonly PaperBlock[]): PaperBlock[] => [
    { kind: 'heading', level: 1, text: title },
    ...blocks,
  ];
  const wanted = sectionsOf(plan.paper);
  const written = wanted.map((name) => ({
    name,
    blocks: name === 'glossary' ? [] : paperSectionWriters[name]({ ...sources, told }),
  }));
  const frontSheet = frontSheetBlocks(plan.paper, digest, form.title);
  const terms = glossaryOf(textsOf([...frontSheet, ...written.flatMap(({ blocks }) => blocks)]));
  return {
    title: form.title,
    planName: plan.name,
    board: plan.board,
    boardDate: digest.boardDate,
    subject: `${plan.name}: ${form.title.toLocaleLowerCase('en-GB')}`,
    language: 'en-GB',
    frontSheet,
    body: written.flatMap(({ name, blocks }) =>
      section(paperSections[name], name === 'glossary' ? glossaryBlocks(terms) : blocks),
    ),
  };
}

function glossaryBlocks(terms: readonly GlossaryEntry[]): PaperBlock[] {
  if (terms.length === 0) return [text('No abbreviation in this report needs explaining.')];
  return [
    {
      kind: 'table',
      caption: 'Abbreviations in this report',
      columns: [
        { header: 'Abbreviation', weight: 20 },
        { header: 'Meaning', weight: 60 },
      ],
      rows: terms.map(({ term, meaning }) => [[{ text: term }], [{ text: meaning }]]),
      isWide: false,
    },
  ];
}
