import type { AdaptiveCard } from '../kit/card.ts';
import { escapeLine, excerpt, plainLine, shortLine } from '../kit/escape.ts';
import { noticeCard } from '../kit/notice-card.ts';
import { openPage, pageButtons, shortTitles } from '../kit/pages.ts';
import { fillCard } from '../kit/template.ts';
import { type Button, type ButtonRow, button, buttonRows, type ImportListName } from '../kit/verbs.ts';
import { count } from '../kit/words.ts';
import { fitBlocks, pageBlocks } from './fit-blocks.ts';
import {
  changeBlocks,
  columnGroups,
  type Fact,
  fewDifferences,
  type ImportBlock,
  importFacts,
  planChangeBlocks,
  sortChanges,
  sortWarnings,
  titlesOf,
  understoodGroups,
  warningBlocks,
  warningGroups,
} from './import-blocks.ts';
import type { ImportDone, ImportPlans, ImportView } from './import-view.ts';
import { changeCounts } from './import-words.ts';

const onSummary = 10;
const onPage = 10;
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
    ...section(view.warnings.length === 0 ? 'No warnings' : count(view.warnings.length, 'warning')),
    ...fitBlocks(warningGroups(view.warnings), room.warnings).blocks,
    ...section('Columns, and what I took them for'),
    ...fitBlocks(columnGroups(view.imported), room.columns).blocks,
    ...section(isMore ? `What I understood: the first ${understood.length} rows` : 'What I understood'),
    ...fitBlocks(understood, room.understood).blocks,
  ];
  const more = isCut ? [listButton(view, 'changes', `All changes (${changes.length})`)] : [];
  const warnings =
    view.warnings.length > 0 ? [listButton(view, 'warnings', `All warnings (${view.warnings.length})`)] : [];
  const data: ImportCard = {
    ...head(view),
    facts: importFacts(view.imported),
    blocks,
    pageWords: '',
    rows: [...buttonRows(decisions(view)), ...buttonRows([...more, ...warnings, ...references(view)])],
  };
  return data;
}

function importListData(view: ImportView, list: ImportListName, page: number): object {
  const titleOf = titlesOf(view.imported);
  const items =
    list === 'changes'
      ? sortChanges(view.changes).map((change) => changeBlocks(change, titleOf))
      : sortWarnings(view.warnings).map(warningBlocks);
  const shown = openPage(pageBlocks(items, onPage, room.page), page);
  const { fileId } = view;
  const title = list === 'changes' ? summaryOfChanges(view) : count(items.length, 'warning');
  const data: ImportCard = {
    ...head(view),
    facts: [],
    blocks: [...section(title), ...shown.items.flat()],
    pageWords: shown.words,
    rows: [
      ...buttonRows([
        ...pageButtons(shown, { verb: 'import.show', fileId, list }, shortTitles),
        button('Summary', { verb: 'import.show', fileId, list: 'summary' }),
      ]),
      ...buttonRows(decisions(view)),
    ],
  };
  return data;
}

const section = (text: string): ImportBlock[] => [{ kind: 'section', text, beside: '' }];

function head(view: ImportView): Pick<ImportCard, 'plan' | 'title' | 'notice' | 'intro' | 'fallback'> {
  const file = plainLine(excerpt(view.imported.source, 100));
  const title = changesAnything(view) ? `Import ${file}?` : `${file} changes nothing`;
  const plan = view.isNew
    ? `New plan: ${plainLine(excerpt(view.planName, 200))} (${view.planId})`
    : plainLine(excerpt(view.planName, 200));
  return {
    plan: escapeLine(plan),
    title: escapeLine(title),
    notice: noticeOf(view),
    intro: introOf(view),
    fallback: `${title} ${plan}: ${summaryOfChanges(view)}.`,
  };
}

function noticeOf({ changedSince, changes, imported }: ImportView): string {
  const gone = changes.filter(({ kind }) => kind === 'gone').length;
  const found = Math.max(0, imported.actions.length - changes.filter(({ kind }) => kind === 'added').length);
  return [
    changedSince ? 'The plan has changed since you last saw this. Look again before you press Import.' : '',
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
  const untilThen = 'Nothing is written until you press Import.';
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

/** Says that a file is being read or imported, until the answer takes its place. */
export function importProgressCard(doing: 'reading' | 'importing', fileName: string): AdaptiveCard {
  const name = excerpt(plainLine(fileName), 100);
  return noticeCard({
    tone: 'information',
    title: doing === 'reading' ? `Reading ${name} …` : `Importing ${name} …`,
    text:
      doing === 'reading'
        ? 'This takes a little longer. The answer will stand here.'
        : 'This takes a little longer; the answer comes here. If nothing has come within five minutes, send the file again: importing twice changes nothing.',
    buttons: [],
  });
}

/** What was written, and what comes next. */
export function importDoneCard(done: ImportDone): AdaptiveCard {
  const { planId, isNew } = done;
  const counts = changeCounts(done.changes);
  return noticeCard({
    tone: 'done',
    title: isNew ? 'The plan is here' : 'Imported',
    text: [
      `${shortPlain(done.fileName)} is in ${shortPlain(done.planName)}: ${counts === '' ? 'no action has changed' : counts}.`,
      isNew
        ? `You are its project manager. Its id is ${planId}. Add its people next, then match the names of its leads; nobody is asked for an update before that.`
        : 'Match leads, if it names new ones: nobody is asked for an update on a guess.',
    ].join('\n'),
    buttons: [
      { title: isNew ? 'Add people' : 'People', verb: 'menu.people', planId },
      { title: 'Match leads', verb: 'menu.matchLeads', planId },
      { title: 'Digest', verb: 'menu.digest', planId },
    ],
  });
}

const shortPlain = (text: string) => excerpt(plainLine(text), 200);

export function importCancelledCard(fileName: string): AdaptiveCard {
  return noticeCard({
    tone: 'information',
    title: 'Not imported',
    text: `${shortPlain(fileName)} was thrown away and nothing was written. Send it again whenever you like.`,
    buttons: [],
  });
}

/** How a file is sent, for somebody who typed `import` without one. */
export function importHelpCard(): AdaptiveCard {
  return noticeCard({
    tone: 'information',
    title: 'Attach the plan to your message',
    text: [
      'Attach a Word document, an Excel workbook or a CSV file of at most 10 MB, and send it to me. I show what I understood and what would change; nothing is written until you press Import.',
      'With the file you can type:',
      '- “import into wexcombe-send” for one of your plans, by its id or its name',
      '- “import as wexcombe-health Wexcombe health plan” to start a new plan with that id and name',
    ].join('\n'),
    buttons: [],
  });
}
