import type { PaperFormName, PaperSection, PaperSettings } from '../plan/paper-settings.ts';
import { paperSectionNames } from '../plan/paper-settings.ts';
import type { PaperColumnName } from './paper-columns.ts';

/** What divides a section into parts with headings of their own. */
export type Grouping = 'theme' | 'priority' | 'none';

/** One board's way of being told: which parts, how they are grouped, and which columns its tables have. Data, not code. */
export interface PaperForm {
  readonly title: string;
  /** For the PM who chooses. */
  readonly words: string;
  readonly sections: readonly PaperSection[];
  readonly ambers: { readonly by: Grouping; readonly columns: readonly PaperColumnName[] };
  readonly progress: { readonly by: Grouping; readonly columns: readonly PaperColumnName[] };
  readonly tracker: readonly PaperColumnName[];
}

const fiveColumns: readonly PaperColumnName[] = ['ref', 'action', 'original', 'revised', 'comments'];
const wholeTracker: readonly PaperColumnName[] = [
  'ref',
  'group',
  'action',
  'leads',
  'original',
  'revised',
  'rating',
  'comments',
];
const progressWords: readonly PaperColumnName[] = ['action', 'original', 'success', 'comments', 'status'];

const all = paperSectionNames;
const without = (...left: readonly PaperSection[]) => all.filter((section) => !left.includes(section));

/** The forms of the five plans of DOMAIN 3, which other boards’ are like. */
export const paperForms: Readonly<Record<PaperFormName, PaperForm>> = {
  // Newcastle, October 2019: exceptions only, ambers under their themes, five columns.
  'red-amber': {
    title: 'Red and amber report',
    words: 'Reds in full, ambers by theme in five columns, and the whole plan as an appendix.',
    sections: without('progress'),
    ambers: { by: 'theme', columns: fiveColumns },
    progress: { by: 'priority', columns: progressWords },
    tracker: wholeTracker,
  },
  // Northumberland, November 2020: every action by priority, with progress and status words.
  'priority-progress': {
    title: 'Progress report by priority',
    words: 'Every action under its priority, with its success measure, progress and status in words.',
    sections: without('reds', 'ambers', 'tracker'),
    ambers: { by: 'priority', columns: fiveColumns },
    progress: { by: 'priority', columns: progressWords },
    tracker: wholeTracker,
  },
  // One register for four readers (DOMAIN 4.10): the group that runs the plan, ...
  'six-weekly': {
    title: 'Six-weekly report',
    words:
      'For the group that runs the plan: exceptions, what moved, who did not reply and what is due next.',
    sections: without('progress', 'tracker', 'key'),
    ambers: { by: 'theme', columns: [...fiveColumns, 'leads'] },
    progress: { by: 'priority', columns: progressWords },
    tracker: wholeTracker,
  },
  // ... leaders each quarter, ...
  quarterly: {
    title: 'Quarterly report',
    words: 'For leaders: ratings, movement, reds in full and what is complete; ambers in the picture only.',
    sections: without('progress', 'ambers', 'no-replies', 'late-changes', 'tracker'),
    ambers: { by: 'priority', columns: fiveColumns },
    progress: { by: 'priority', columns: progressWords },
    tracker: wholeTracker,
  },
  // ... and scrutiny and the health and wellbeing board twice a year.
  'half-yearly': {
    title: 'Half-yearly report',
    words:
      'For scrutiny and the health and wellbeing board: progress by priority, reds, what is complete and what comes next.',
    sections: without('ambers', 'no-replies', 'retimed', 'late-changes', 'tracker'),
    ambers: { by: 'priority', columns: fiveColumns },
    progress: { by: 'priority', columns: ['ref', 'action', 'original', 'rating', 'comments'] },
    tracker: wholeTracker,
  },
  // Hartlepool, 2016-17: the plan itself with its progress column filled.
  'progress-column': {
    title: 'Action plan with progress',
    words: 'The plan as it stands, objective by objective, with its progress column filled in.',
    sections: ['introduction', 'ratings', 'progress', 'glossary', 'key'],
    ambers: { by: 'priority', columns: fiveColumns },
    progress: { by: 'priority', columns: ['objective', 'action', 'leads', 'original', 'comments'] },
    tracker: wholeTracker,
  },
  // Tameside and Derbyshire, 2020: a committee’s front sheet, the position in brief behind it.
  'front-sheet': {
    title: 'Committee report',
    words: 'A committee’s front sheet with the position in brief; no tracker.',
    sections: ['introduction', 'ratings', 'movement', 'reds', 'ahead', 'glossary'],
    ambers: { by: 'priority', columns: fiveColumns },
    progress: { by: 'priority', columns: progressWords },
    tracker: wholeTracker,
  },
};

/** The parts of a plan's paper, in order: the form's, unless the PM has chosen and ordered others. */
export function sectionsOf({
  form,
  sections,
}: Pick<PaperSettings, 'form' | 'sections'>): readonly PaperSection[] {
  return sections ?? paperForms[form].sections;
}

/** Parts chosen anew: those that the paper has keep their order, and each new one comes after what is before it in a usual paper. */
export function chooseSections(
  present: readonly PaperSection[],
  chosen: ReadonlySet<PaperSection>,
): PaperSection[] {
  const sections = present.filter((section) => chosen.has(section));
  for (const section of all.filter((one) => chosen.has(one) && !sections.includes(one))) {
    const earlier = sections.findLastIndex((one) => all.indexOf(one) < all.indexOf(section));
    sections.splice(earlier + 1, 0, section);
  }
  return sections;
}

/** Parts with one of them moved before another, or to the end where that is null. */
export function moveSection(
  sections: readonly PaperSection[],
  moved: PaperSection,
  before: PaperSection | null,
): PaperSection[] {
  if (moved === before || !sections.includes(moved)) return [...sections];
  const others = sections.filter((section) => section !== moved);
  const at = before === null ? -1 : others.indexOf(before);
  return at < 0 ? [...others, moved] : [...others.slice(0, at), moved, ...others.slice(at)];
}
