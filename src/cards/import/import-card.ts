import { type Button, type ButtonRow, button, buttonRows, type ImportListName } from '../kit/buttons.ts';
import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { atMost, cutPages, openPage, type PageNumber, pageButtons, shortTitles } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { count } from '../kit/words.ts';
import { fitBlocks, pageBlocks } from './fit-blocks.ts';
import {
  changeBlocks,
  columnGroups,
  countWarnings,
  type Fact,
  fewDifferences,
  type ImportBlock,
  importFacts,
  isNote,
  planChangeBlocks,
  sortChanges,
  sortWarnings,
  titlesOf,
  understoodGroups,
  warningBlocks,
  warningGroups,
} from './import-blocks.ts';
import {
  columnFields,
  openQuestions,
  type QuestionField,
  questionField,
  sortQuestions,
} from './import-questions.ts';
import type { ImportPlans, ImportView } from './import-view.ts';
import { changeCounts } from './import-words.ts';

const onSummary = 10;
const onPage = 10;
/** Questions on the summary: a phone's screen of them; the rest have pages of their own. */
const fewQuestions = 3;
const questionsOnPage = 6;
/** Characters of JSON for each part, of the 40,000 that a message holds. */
const room = { changes: 11_000, warnings: 6_000, columns: 6_000, understood: 5_000, page: 22_000 } as const;
/** More plans than anybody runs; a longer list is left to the command line. */
const mostPlans = 20;
/** Of a button that fits a phone. */
const longestTitle = 28;

interface ImportCard {
  readonly plan: string;
  readonly title: string;
  readonly notice: string;
  readonly intro: string;
  readonly facts: readonly Fact[];
  /** '' where nothing is asked. */
  readonly questionsTitle: string;
  readonly questions: readonly QuestionField[];
  /** The button that takes what the fields say; [] without fields. */
  readonly answer: readonly ButtonRow[];
  readonly blocks: readonly ImportBlock[];
  readonly pageWords: string;
  readonly rows: readonly ButtonRow[];
  readonly fallback: string;
}

/** What a sent file would do, with the buttons that decide it. */
export function importCard(view: ImportView): AdaptiveCard {
  return fillCard('import', importData(view));
}

/** All changes or all warnings, `page` counted from 1; a page that is not there shows the nearest one. */
export function importListCard(view: ImportView, list: ImportListName, page: number): AdaptiveCard {
  return fillCard('import', importListData(view, list, page));
}

/** Asks which plan a file is for. */
export function importPlansCard({ fileId, fileName, plans }: ImportPlans): AdaptiveCard {
  const name = plainLine(excerpt(fileName, 100));
  const shown = plans.slice(0, mostPlans);
  const data: ImportCard = {
    plan: '',
    title: 'Which plan is it for?',
    notice: plans.length > mostPlans ? `These are the first ${mostPlans} of your ${plans.length} plans.` : '',
    intro: `You sent ${escapeLine(name)}. Nothing is imported until you have seen what it would change.`,
    facts: [],
    ...noQuestions,
    blocks: shown.map(({ id, name: plan }) => ({
      kind: 'text',
      text: shortLine(`${plainLine(plan)} (${id})`, 200),
      beside: '',
    })),
    pageWords: '',
    rows: buttonRows([
      ...shown.map(({ id, name: plan }) =>
        // Cut short, two names could read the same; ids never do.
        button(
          plan.length > longestTitle ? id : plainLine(plan),
          { verb: 'import.into', fileId, planId: id },
          plainLine(plan),
        ),
      ),
      button('Cancel', { verb: 'import.cancel', fileId }),
    ]),
    fallback: `Which plan is ${name} for? Open Teams to choose.`,
  };
  return fillCard('import', data);
}

/** What the template is filled with. */
export function importData(view: ImportView): object {
  const changes = sortChanges(view.changes);
  const titleOf = titlesOf(view.imported);
  // Of a new plan everything is new: the rows below say more than a list of refs.
  const shown = view.isNew ? [] : changes.slice(0, onSummary);
  const understood = understoodGroups(view.imported);
  const isMore = view.imported.actions.length > understood.length;
  const changed = [
    planChangeBlocks(view),
    ...shown.map((change) => changeBlocks(change, titleOf, fewDifferences)),
  ].filter((group) => group.length > 0);
  const fitted = fitBlocks(changed, room.changes, view.isNew ? 0 : changes.length - shown.length);
  const isCut =
    fitted.left > 0 || view.isNew || shown.some(({ differences }) => differences.length > fewDifferences);
  const blocks: ImportBlock[] = [
    ...section(summaryOfChanges(view)),
    ...fitted.blocks,
    ...section(countWarnings(view.warnings)),
    ...fitBlocks(warningGroups(view.warnings), room.warnings).blocks,
    ...section('Columns, and what I took them for'),
    ...fitBlocks(columnGroups(view.imported), room.columns).blocks,
    ...section(isMore ? `What I understood: the first ${understood.length} rows` : 'What I understood'),
    ...fitBlocks(understood, room.understood).blocks,
  ];
  const more = isCut ? [listButton(view, 'changes', `All changes (${changes.length})`)] : [];
  const warned = view.warnings.length;
  const kind = view.warnings.every(isNote) ? 'notes' : 'warnings';
  const warnings = warned > 0 ? [listButton(view, 'warnings', `All ${kind} (${warned})`)] : [];
  const columns = [listButton(view, 'columns', 'Correct columns')];
  const data: ImportCard = {
    ...head(view),
    facts: importFacts(view.imported),
    ...questionsOf(view),
    blocks,
    pageWords: '',
    rows: [
      ...buttonRows(decisions(view)),
      ...buttonRows([...more, ...warnings, ...columns, ...references(view)]),
    ],
  };
  return data;
}

const noQuestions = { questionsTitle: '', questions: [], answer: [] } as const;

type Questions = Pick<ImportCard, 'questionsTitle' | 'questions' | 'answer'>;

/** The first questions nobody has answered, and the way to the others. */
function questionsOf(view: ImportView): Questions {
  const all = view.imported.questions;
  const open = openQuestions(view.imported);
  const shown = open.slice(0, fewQuestions);
  const answered = all.length - open.length;
  if (all.length === 0) return noQuestions;
  const isMore = all.length > shown.length;
  const listTitle = open.length > 0 ? `All questions (${all.length})` : `Your answers (${answered})`;
  return {
    questionsTitle:
      open.length === 0
        ? `${count(answered, 'question')} answered`
        : `${count(open.length, 'question')} before you import`,
    questions: shown.map(questionField),
    answer: buttonRows([
      ...(shown.length > 0 ? [answerButton(view, 'summary', 1)] : []),
      ...(isMore ? [listButton(view, 'questions', listTitle)] : []),
    ]),
  };
}

/** What the fields of a page say is taken up, and the file shown again as it then reads. */
function answerButton({ fileId }: ImportView, list: ImportListName | 'summary', page: number): Button {
  return button(list === 'columns' ? 'Read them this way' : 'Use these answers', {
    verb: 'import.answer',
    fileId,
    list,
    page,
  });
}

/** A page of fields: questions, or columns. */
function fieldListData(view: ImportView, list: 'questions' | 'columns', page: number): object {
  const fields =
    list === 'questions'
      ? sortQuestions(view.imported.questions).map(questionField)
      : columnFields(view.imported);
  const sizeOf = (field: QuestionField) => JSON.stringify(field).length;
  const shown = openPage(
    cutPages(fields, { isFull: atMost(questionsOnPage), room: room.page, sizeOf }),
    page,
  );
  const data: ImportCard = {
    ...head(view),
    intro:
      list === 'questions'
        ? 'Until you answer, the file is read by the choice that is marked. Answers are remembered with the plan.'
        : 'Choose only where I am wrong. What you say of a column is remembered with the plan.',
    facts: [],
    questionsTitle: list === 'questions' ? count(fields.length, 'question') : count(fields.length, 'column'),
    questions: shown.items,
    answer: shown.items.length === 0 ? [] : buttonRows([answerButton(view, list, shown.number)]),
    blocks: [],
    pageWords: shown.words,
    rows: listRows(view, list, shown),
  };
  return data;
}

function listRows(view: ImportView, list: ImportListName, shown: PageNumber): ButtonRow[] {
  const { fileId } = view;
  return [
    ...buttonRows([
      ...pageButtons(shown, { verb: 'import.show', fileId, list }, shortTitles),
      button('Summary', { verb: 'import.show', fileId, list: 'summary' }),
    ]),
    ...buttonRows(decisions(view)),
  ];
}

function importListData(view: ImportView, list: ImportListName, page: number): object {
  if (list === 'questions' || list === 'columns') return fieldListData(view, list, page);
  const titleOf = titlesOf(view.imported);
  const items =
    list === 'changes'
      ? sortChanges(view.changes).map((change) => changeBlocks(change, titleOf))
      : sortWarnings(view.warnings).map(warningBlocks);
  const shown = openPage(pageBlocks(items, onPage, room.page), page);
  const title = list === 'changes' ? summaryOfChanges(view) : countWarnings(view.warnings);
  const data: ImportCard = {
    ...head(view),
    facts: [],
    ...noQuestions,
    blocks: [...section(title), ...shown.items.flat()],
    pageWords: shown.words,
    rows: listRows(view, list, shown),
  };
  return data;
}

const section = (text: string): ImportBlock[] => [{ kind: 'section', text, beside: '' }];

function head(view: ImportView): Pick<ImportCard, 'plan' | 'title' | 'notice' | 'intro' | 'fallback'> {
  const file = plainLine(excerpt(view.imported.source, 100));
  const title = changesAnything(view) ? `Import ${file}?` : `${file} changes nothing`;
  const plan = view.isNew
    ? `New plan: ${plainLine(excerpt(view.planName, 200))}${view.planName === view.planId ? '' : ` (${view.planId})`}`
    : plainLine(excerpt(view.planName, 200));
  return {
    plan: escapeLine(plan),
    title: escapeLine(title),
    notice: noticeOf(view),
    intro: introOf(view),
    fallback: `${title} ${plan}: ${summaryOfChanges(view)}.`,
  };
}

const lookAgainWords = {
  'plan-changed': 'The plan has changed since you last saw this. Look again before you press Import.',
  'answers-taken': 'I have read the file again with your answers. Look once more, then press Import.',
} as const;

function noticeOf({ lookAgain, changes, imported }: ImportView): string {
  const gone = changes.filter(({ kind }) => kind === 'gone').length;
  const found = Math.max(0, imported.actions.length - changes.filter(({ kind }) => kind === 'added').length);
  return [
    lookAgain === null ? '' : lookAgainWords[lookAgain],
    // The tracker of another plan would close this one.
    gone > found
      ? `${count(gone, 'action')} of the plan would be closed and ${found === 0 ? 'none is' : `only ${found} found`} in this file. Is it for another plan?`
      : '',
  ]
    .filter((words) => words !== '')
    .join(' ');
}

function introOf(view: ImportView): string {
  if (!changesAnything(view)) return 'The plan already says all that this file says.';
  const asks = openQuestions(view.imported).length > 0;
  const untilThen = `Nothing is written until you press Import.${asks ? ' Where you do not answer, the marked choice counts.' : ''}`;
  return view.isNew ? untilThen : `${untilThen} Replies, history and confirmed people stay.`;
}

function changesAnything({ changes, planChanges, isNew }: ImportView): boolean {
  return isNew || changes.length > 0 || planChanges.length > 0;
}

function summaryOfChanges(view: ImportView): string {
  const counts = changeCounts(view.changes);
  if (counts !== '') return `What would change: ${counts}`;
  return view.planChanges.length > 0 ? 'What would change: no action' : 'Nothing would change';
}

function listButton({ fileId }: ImportView, list: ImportListName, title: string): Button {
  return button(title, { verb: 'import.show', fileId, list, page: 1 });
}

function decisions(view: ImportView): Button[] {
  const { fileId } = view;
  return changesAnything(view)
    ? [
        button('Import', { verb: 'import.confirm', fileId }),
        button('Cancel', { verb: 'import.cancel', fileId }),
      ]
    : [button('Close', { verb: 'import.cancel', fileId })];
}

/** The document's own words on what has taken the place of what, or is told elsewhere: applied only when asked for. */
function references({ fileId, imported, acceptReferences }: ImportView): Button[] {
  if (imported.references.length === 0) return [];
  const number = count(imported.references.length, 'reference');
  return acceptReferences
    ? [
        button(
          'Leave references',
          { verb: 'import.references', fileId, accept: false },
          `Do not apply ${number}`,
        ),
      ]
    : [
        button(
          `Apply ${number}`,
          { verb: 'import.references', fileId, accept: true },
          `Apply ${number} such as “superseded by” and “as above”`,
        ),
      ];
}
