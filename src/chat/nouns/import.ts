import pLimit from 'p-limit';
import { z } from 'zod';
import { parseAnswers } from '../../cards/import/answer-field.ts';
import { importCard, importListCard, importPlansCard } from '../../cards/import/import-card.ts';
import {
  importCancelledCard,
  importDoneCard,
  importHelpCard,
  importProgressCard,
} from '../../cards/import/import-notices.ts';
import type { ImportView } from '../../cards/import/import-view.ts';
import { type ImportListName, importLists } from '../../cards/kit/buttons.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { ReadingAnswers } from '../../domain/plan/plan-columns.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { cancelImport, confirmImport } from '../../use-cases/import/confirm-import.ts';
import { listImportablePlans } from '../../use-cases/import/import-target.ts';
import {
  findStaged,
  type ImportPreview,
  receiveFile,
  showStaged,
} from '../../use-cases/import/preview-import.ts';
import { findPlan } from '../../use-cases/shared/find-plan.ts';
import type { Sender } from '../../use-cases/shared/requester.ts';
import type { Slow } from '../answer.ts';
import { type Command, openCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import { importWord, parseImportWords, parsePeopleWords, parseTemplateWords } from '../parse-import.ts';
import { type Press, type Presses, pressOf } from '../press.ts';
import { page, planId } from '../press-parts.ts';
import { takeTemplate } from './paper.ts';
import { showPeopleFile } from './people.ts';

const asked = { kind: 'import' } as const;

export const commands: readonly Command[] = [
  openCommand({
    kind: 'import',
    phrases: {},
    patterns: [{ pattern: importWord, read: () => asked }],
    help: [{ place: 9, example: 'import', words: 'Attach a tracker and see what would change', for: ['pm'] }],
    listed: [
      {
        place: 9,
        title: 'import',
        description: 'Attach a plan in Word, Excel or CSV and see what would change (project manager)',
        where: 'personal',
      },
    ],
    async answer({ services, sender }) {
      await listImportablePlans(services, sender);
      return importHelpCard();
    },
  }),
];

/** Each holds its file and what was read of it, while storage may take its time. */
const fewAtATime = pLimit(3);

const ownChat = 'That is between you and me: send me the file in our own chat.';

/** A file attached to a message; nothing is fetched before it is known that its sender may import. */
export interface AttachedFile {
  /** Its name without a folder, fit to be shown. */
  readonly name: string;
  fetch(): Promise<Uint8Array>;
}

/** What answers a message with files, `text` beside them. Throws a `Refusal` for more than one, and outside the sender's own chat. */
export function answerFiles(conversation: Conversation, files: readonly AttachedFile[], text: string): Slow {
  if (conversation.scope === 'shared') throw new Refusal('not-permitted', ownChat);
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) {
    throw new Refusal(
      'bad-input',
      'Send me one file at a time: I show what each would change before it is imported.',
    );
  }
  const people = parsePeopleWords(text);
  const template = parseTemplateWords(text);
  return {
    interim: importProgressCard('reading', file.name),
    run() {
      if (template !== null) return answerTemplateFile(conversation, file, template.planId);
      if (people !== null) return answerPeopleFile(conversation, file, people.planId);
      return answerPlanFile(conversation, file, text);
    },
  };
}

async function answerTemplateFile(
  conversation: Conversation,
  file: AttachedFile,
  planId: string | null,
): Promise<AdaptiveCard> {
  const { plan } = await findPlan(conversation.services, conversation.sender, { planId }, 'run-cycle');
  return fewAtATime(async () =>
    takeTemplate(conversation, plan.id, { name: file.name, bytes: await file.fetch() }),
  );
}

async function answerPeopleFile(
  conversation: Conversation,
  file: AttachedFile,
  planId: string | null,
): Promise<AdaptiveCard> {
  const { plan } = await findPlan(conversation.services, conversation.sender, { planId }, 'run-cycle');
  return fewAtATime(async () => {
    const list = { name: file.name, bytes: await file.fetch() };
    return showPeopleFile(conversation, plan.id, list);
  });
}

async function answerPlanFile(
  { services, sender }: Conversation,
  file: AttachedFile,
  text: string,
): Promise<AdaptiveCard> {
  await listImportablePlans(services, sender);
  const received = await fewAtATime(async () =>
    receiveFile(services, sender, {
      fileName: file.name,
      bytes: await file.fetch(),
      words: parseImportWords(text),
    }),
  );
  return received.kind === 'preview' ? importCard(viewOf(received.preview)) : importPlansCard(received);
}

interface Staged {
  readonly fileId: string;
  readonly fileName: string;
}

const ofFile = { fileId: z.guid() };

/** A press on the preview of a file that waits. Throws a `Refusal` where the sender has no such file waiting. */
function pressOnFile<S extends z.ZodType<{ readonly fileId: string }>>(
  schema: S,
  phase: 'reading' | 'importing' | 'cancelling',
  run: (services: Services, sender: Sender, pressed: z.output<S> & Staged) => Promise<AdaptiveCard>,
): Press {
  return pressOf(
    schema,
    async ({ services, sender }, pressed): Promise<Slow> => {
      const { value } = await findStaged(services, sender, pressed.fileId);
      const work = () => run(services, sender, { ...pressed, fileName: value.fileName });
      return {
        interim: importProgressCard(phase === 'importing' ? 'importing' : 'reading', value.fileName),
        // To cancel, nothing is read.
        run: phase === 'cancelling' ? work : () => fewAtATime(work),
      };
    },
    { ownChat },
  );
}

const list = z.enum(['summary', ...importLists]);

/** Any button of the preview brings the fields of the page it was pressed on: `answers`. */
function withFields<F extends z.ZodRawShape>(own: F) {
  const ownFields = z.object({ ...ofFile, ...own });
  const fields = z.looseObject({}).transform((pressed, context) => {
    const answers = parseAnswers(pressed);
    if (answers === null) context.addIssue('a choice that no card of ours offers');
    return { answers: answers ?? {} };
  });
  return z.intersection(ownFields, fields);
}

export const presses: Presses = {
  'import.show': pressOnFile(withFields({ list, page }), 'reading', showList),
  'import.into': pressOnFile(
    z.object({ ...ofFile, planId }),
    'reading',
    async (services, sender, { fileId, planId }) =>
      importCard(viewOf(await showStaged(services, sender, fileId, { planId }))),
  ),
  'import.references': pressOnFile(
    withFields({ accept: z.boolean() }),
    'reading',
    async (services, sender, { fileId, accept, answers: beside }) =>
      importCard(viewOf(await showStaged(services, sender, fileId, { acceptReferences: accept, beside }))),
  ),
  'import.answer': pressOnFile(
    withFields({ list, page }),
    'reading',
    async (services, sender, { fileId, list, page, answers }) => {
      const view = viewOf(await showStaged(services, sender, fileId, { answers }));
      return list === 'summary' ? importCard(view) : importListCard(view, list, page);
    },
  ),
  'import.confirm': pressOnFile(withFields({}), 'importing', confirm),
  'import.cancel': pressOnFile(
    z.object(ofFile),
    'cancelling',
    async (services, sender, { fileId, fileName }) => {
      await cancelImport(services, sender, fileId);
      return importCancelledCard(fileName);
    },
  ),
};

function viewOf({ fileId, imported, report, acceptReferences, lookAgain }: ImportPreview): ImportView {
  const { planId, name: planName, created: isNew, changes, planChanges } = report;
  // That an action is gone stands among the changes.
  const warnings = report.warnings.filter(({ code }) => code !== 'action-gone');
  return {
    fileId,
    planId,
    planName,
    isNew,
    imported,
    changes,
    planChanges,
    warnings,
    acceptReferences,
    lookAgain,
  };
}

interface Answered {
  readonly answers: ReadingAnswers;
}

interface Shown {
  readonly list: ImportListName | 'summary';
  readonly page: number;
}

async function showList(
  services: Services,
  sender: Sender,
  { fileId, list, page, answers: beside }: Staged & Answered & Shown,
): Promise<AdaptiveCard> {
  const view = viewOf(await showStaged(services, sender, fileId, { beside }));
  return list === 'summary' ? importCard(view) : importListCard(view, list, page);
}

async function confirm(
  services: Services,
  sender: Sender,
  { fileId, fileName, answers }: Staged & Answered,
): Promise<AdaptiveCard> {
  const confirmed = await confirmImport(services, sender, fileId, answers);
  if (confirmed.kind === 'look-again') return importCard(viewOf(confirmed.preview));
  const { planId, name: planName, created: isNew, changes } = confirmed.report;
  return importDoneCard({ planId, planName, isNew, fileName, changes });
}
