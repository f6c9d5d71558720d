import pLimit from 'p-limit';
import {
  importCancelledCard,
  importCard,
  importDoneCard,
  importListCard,
  importPlansCard,
  importProgressCard,
} from '../../cards/import/import-card.ts';
import type { ImportView } from '../../cards/import/import-view.ts';
import type { AdaptiveCard } from '../../cards/kit/card.ts';
import type { ImportSubmission } from '../../cards/kit/submission.ts';
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
import { showPeopleFile } from './answer-people.ts';
import type { FileSource } from './files.ts';
import type { Incoming } from './parse-activity.ts';
import { parseImportWords, parsePeopleWords } from './parse-import.ts';
import type { SentFile } from './sent-files.ts';

/** Each holds its file and what was read of it, while storage may take its time. */
const mostAtOnce = 3;

/** What is read and imported; how it is shown is the turn's. */
export interface ImportWork {
  run(): Promise<AdaptiveCard>;
  /** Stands where the answer to a message will, once it has become late. */
  readonly interim: AdaptiveCard;
}

export interface ImportAnswers {
  /** For a message with files. Throws a `Refusal` for more than one. */
  ofFiles(services: Services, incoming: Incoming, files: readonly SentFile[], text: string): ImportWork;
  /** For a press on a preview. Throws a `Refusal` where the sender has no such file waiting. */
  ofPress(services: Services, incoming: Incoming, submission: ImportSubmission): Promise<ImportWork>;
}

function viewOf({ fileId, imported, report, acceptReferences, changedSince }: ImportPreview): ImportView {
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
    changedSince,
  };
}

function demandOwnChat({ scope }: Incoming): void {
  if (scope === 'shared') {
    throw new Refusal('not-permitted', 'That is between you and me: send me the file in our own chat.');
  }
}

async function press(
  services: Services,
  { sender }: Incoming,
  submission: ImportSubmission,
  fileName: string,
): Promise<AdaptiveCard> {
  const { fileId } = submission;
  switch (submission.verb) {
    case 'import.cancel': {
      await cancelImport(services, sender, fileId);
      return importCancelledCard(fileName);
    }
    case 'import.confirm': {
      const confirmed = await confirmImport(services, sender, fileId);
      if (confirmed.kind === 'look-again')
        return importCard(viewOf({ ...confirmed.preview, changedSince: true }));
      const { planId, name: planName, created: isNew, changes } = confirmed.report;
      return importDoneCard({ planId, planName, isNew, fileName, changes });
    }
    case 'import.into':
      return importCard(viewOf(await showStaged(services, sender, fileId, { planId: submission.planId })));
    case 'import.references':
      return importCard(
        viewOf(await showStaged(services, sender, fileId, { acceptReferences: submission.accept })),
      );
    case 'import.show': {
      const view = viewOf(await showStaged(services, sender, fileId));
      return submission.list === 'summary'
        ? importCard(view)
        : importListCard(view, submission.list, submission.page);
    }
  }
}

/** Answers for files sent in chat, few at a time, so that memory holds few. */
export function createImportAnswers(source: FileSource): ImportAnswers {
  const fewAtATime = pLimit(mostAtOnce);

  return {
    ofFiles(services, incoming, files, text) {
      demandOwnChat(incoming);
      const [file, ...others] = files;
      if (file === undefined || others.length > 0) {
        throw new Refusal(
          'bad-input',
          'Send me one file at a time: I show what each would change before it is imported.',
        );
      }
      const { sender } = incoming;
      const words = parseImportWords(text);
      const people = parsePeopleWords(text);
      return {
        interim: importProgressCard('reading', file.name),
        async run() {
          // Before anything is fetched for somebody who may not import.
          if (people !== null) {
            const { plan } = await findPlan(services, sender, 'run-cycle', people.planId);
            return fewAtATime(async () => {
              const list = { name: file.name, bytes: await source.fetch(file) };
              return showPeopleFile(services, sender, plan.id, list);
            });
          }
          await listImportablePlans(services, sender);
          const received = await fewAtATime(async () => {
            const bytes = await source.fetch(file);
            return receiveFile(services, sender, { fileName: file.name, bytes, words });
          });
          return received.kind === 'preview'
            ? importCard(viewOf(received.preview))
            : importPlansCard(received);
        },
      };
    },

    async ofPress(services, incoming, submission) {
      demandOwnChat(incoming);
      const { value } = await findStaged(services, incoming.sender, submission.fileId);
      const { fileName } = value;
      const isReading = submission.verb !== 'import.cancel';
      return {
        interim: importProgressCard(submission.verb === 'import.confirm' ? 'importing' : 'reading', fileName),
        run: () =>
          isReading
            ? fewAtATime(() => press(services, incoming, submission, fileName))
            : press(services, incoming, submission, fileName),
      };
    },
  };
}
