import type { ImportDone, ImportPlans, ImportView } from '../../../src/cards/import/import-view.ts';
import type {
  ImportedAction,
  ImportedPlan,
  ImportWarning,
} from '../../../src/domain/import/imported-plan.ts';
import type { ActionChange } from '../../../src/domain/import/merge-import.ts';
import type { ReadingQuestion } from '../../../src/domain/import/reading-question.ts';
import { columnTitles, importFields } from '../../../src/domain/plan/document-facts.ts';
import type { ColumnChoice } from '../../../src/domain/plan/plan-columns.ts';
import { unrated } from '../../../src/domain/shared/rating.ts';
import { parseTimescale } from '../../../src/domain/shared/timescale.ts';
import { anImportedAction, red } from '../../support/builders.ts';

const fileId = '7d5b0c1e-3f0a-4b52-9a43-1c2d3e4f5a6b';
const planId = 'wexcombe-send';
const planName = 'Wexcombe SEND accelerated progress plan';

const action = (ref: string, title: string, more: Partial<ImportedAction> = {}) =>
  anImportedAction(ref, {
    title,
    priority: null,
    theme: 'Joint commissioning',
    steps: [],
    responsibleLeads: ['Ada Quill'],
    timescale: parseTimescale('June 2026').timescale,
    outcomes: [],
    narrative: '',
    source: { sheet: 'Tracker', row: 6 },
    ...more,
  });

const actions: ImportedAction[] = [
  action('1A i', 'Agree one specification for therapies with the three providers', {
    rating: red,
    narrative:
      'Draft with legal since May; the providers asked for one more round on the hours of school terms.',
    responsibleLeads: ['Ada Quill', 'Bo M.'],
    revisedTimescale: parseTimescale('September 2026').timescale,
  }),
  action('1A ii', 'Publish waiting times', { timescale: parseTimescale('Dec-25').timescale }),
  action('1B', 'Train every case officer in writing outcomes', {
    steps: [{ text: 'Book the trainer', timescale: null, leads: [] }],
    timescale: parseTimescale('Spring term').timescale,
    responsibleLeads: [],
    rating: unrated,
  }),
  action('2A', 'Ask families <at>all</at> *what helped* [here](https://example.org)', {
    theme: 'Voice of families',
    responsibleLeads: ['Wexcombe Parent Carer Forum'],
  }),
  action('2B', 'Write the ordinarily available provision guide', { theme: null, priority: 'Inclusion' }),
  action('2C', 'Review the guide each year', { timescale: parseTimescale('Ongoing').timescale }),
];

const column = (
  header: string,
  field: ColumnChoice['field'],
  score = 1,
  why = 'its header says so',
): ColumnChoice => ({
  sheet: 'Tracker',
  header,
  field,
  score,
  why,
});

const warning = (code: string, message: string, more: Partial<ImportWarning> = {}): ImportWarning => ({
  code,
  message,
  sheet: 'Tracker',
  row: null,
  column: null,
  value: null,
  ...more,
});

const imported: ImportedPlan = {
  name: planName,
  board: 'Wexcombe SEND Board',
  positionDate: '2026-10-01',
  source: 'tracker-october-2026.xlsx',
  rows: 7,
  actions,
  ratingKey: [
    { label: 'Red', meaning: 'Not on track', level: 'red' },
    { label: 'Amber', meaning: 'Behind, with a plan to recover', level: 'amber' },
    { label: 'Green', meaning: 'On track or done', level: 'green' },
  ],
  columns: [
    column('Ref', 'ref'),
    column('Theme', 'theme'),
    column('Action required', 'action'),
    column('By when (orig.)', 'timescale', 0.7, 'its header mentions it'),
    column('Owner / workstr', 'responsible', 0.6, 'its header begins like that, cut short'),
    column('Comments', 'progress'),
    column('RAG', 'rating'),
    column('Finance ref', null, 0, 'nothing fits'),
  ],
  leadKey: [],
  references: [{ ref: '2C', kind: 'superseded-by', to: '2B', text: 'now superseded by 2B' }],
  statedCounts: [{ text: '8 actions in all', what: 'actions', stated: 8, found: 6 }],
  questions: [],
  warnings: [],
};

const gone: ActionChange = { ref: '3A', kind: 'gone', fields: [], differences: [] };
const changes: ActionChange[] = [
  {
    ref: '1A i',
    kind: 'changed',
    fields: ['rating', 'narrative'],
    differences: [
      { field: 'rating', from: 'Amber', to: 'Red' },
      {
        field: 'narrative',
        from: '',
        to: 'Draft with legal since May; the providers asked for one more round…',
      },
    ],
  },
  { ref: '2B', kind: 'added', fields: [], differences: [] },
  { ref: '2C', kind: 'added', fields: [], differences: [] },
  gone,
];

const warnings: ImportWarning[] = [
  warning('unknown-rating', 'This is no label of the plan’s rating key; the action is not rated.', {
    row: 8,
    column: 'RAG',
    value: 'Mauve',
  }),
  warning('text-cut', 'This cell is longer than 32,000 characters and was cut.', {
    row: 9,
    column: 'Comments',
    value: 'Lorem',
  }),
  warning('unknown-rating', 'This is no label of the plan’s rating key; the action is not rated.', {
    row: 12,
    column: 'RAG',
    value: '<at>Puce</at>',
  }),
  warning('count-differs', 'The document says 8 actions; 6 were found.', {
    sheet: null,
    value: '8 actions in all',
  }),
];

/** A newer version of a plan that is there. */
export const importAgain: ImportView = {
  fileId,
  planId,
  planName,
  isNew: false,
  imported,
  changes,
  planChanges: [],
  warnings,
  acceptReferences: false,
  lookAgain: null,
};

export const importNew: ImportView = {
  ...importAgain,
  isNew: true,
  changes: actions.map(({ ref }) => ({ ref, kind: 'added', fields: [], differences: [] })),
  warnings: [],
};

const question = (
  id: string,
  text: string,
  choices: readonly (readonly [string, string])[],
  more: Partial<ReadingQuestion> = {},
): ReadingQuestion => ({
  id,
  text,
  choices: choices.map(([value, label]) => ({ value, label })),
  taken: choices[0]?.[0] ?? '',
  answered: false,
  count: 1,
  places: [{ sheet: 'Tracker', row: 5, column: 'Due', value: '04/05/2027' }],
  ...more,
});

/** A file that leaves six things open, one of them answered before. */
export const importAsking: ImportView = {
  ...importAgain,
  imported: {
    ...imported,
    questions: [
      question(
        'date-order:Due',
        'Is 04/05/2027 in “Due” the 4th of May or the 5th of April?',
        [
          ['day-first', 'The day comes first: 4 May 2027'],
          ['month-first', 'The month comes first: 5 April 2027'],
        ],
        {
          count: 24,
          places: [5, 6, 9].map((row) => ({
            sheet: 'Tracker',
            row,
            column: 'Due',
            value: `0${row}/05/2027`,
          })),
        },
      ),
      question(
        'column:Date',
        'Is “Date” when each action is due?',
        importFields.map((field) => [field, columnTitles[field]] as const),
        {
          taken: 'timescale',
          count: 51,
          places: [{ sheet: 'Tracker', row: 5, column: 'Date', value: '4 March 2026' }],
        },
      ),
      question(
        'level:Paused: waits on something that is outside the council and its partners',
        'What does “Paused: waits on something that is outside the council and its partners” mean for the *board*?',
        [
          ['red', 'Red: not on track'],
          ['amber', 'Amber: behind, with a plan to recover'],
          ['green', 'Green: on track'],
          ['complete', 'Complete'],
          ['none', 'None of these: it is shown as it stands'],
        ],
        { taken: 'none', count: 3 },
      ),
      question('range:3bi-vi', 'The ref “3B i-vi” covers 6 numbers. Is it one action or 6?', [
        ['one', 'One action'],
        ['apart', 'One action for each'],
      ]),
      question(
        'bullets',
        'Are the bullets in “Actions” steps of one action, or actions of their own?',
        [
          ['steps', 'Steps of one action'],
          ['actions', 'Actions of their own'],
        ],
        { count: 1, places: [] },
      ),
      question(
        'split-leads:Owner',
        'Is “Holt, Ana” in “Owner” one person or two?',
        [
          ['one', 'One: surname first'],
          ['several', 'Two people'],
        ],
        { answered: true },
      ),
    ],
  },
};

export const importNothing: ImportView = { ...importAgain, changes: [], warnings: [] };

export const importChanged: ImportView = {
  ...importAgain,
  lookAgain: 'plan-changed',
  acceptReferences: true,
};

/** Far more than any board has. */
export const importLong: ImportView = {
  ...importAgain,
  imported: {
    ...imported,
    actions: Array.from({ length: 60 }, (_, at) => action(`${at + 1}A`, `Hold review number ${at + 1}`)),
  },
  changes: Array.from(
    { length: 35 },
    (_, at) => changes.map((one) => ({ ...one, ref: `${at + 1}A` }))[at % 3] ?? gone,
  ),
  warnings: Array.from(
    { length: 45 },
    (_, at) => warnings[at % warnings.length] ?? warning('text-cut', 'Cut.'),
  ),
};

export const importPlans: ImportPlans = {
  fileId,
  fileName: 'tracker-october-2026.xlsx',
  plans: [
    { id: planId, name: planName },
    { id: 'wexcombe-health', name: 'Wexcombe health and care strategy action plan' },
  ],
};

export const importDone: ImportDone = {
  planId,
  planName,
  isNew: false,
  fileName: 'tracker-october-2026.xlsx',
  changes,
};
