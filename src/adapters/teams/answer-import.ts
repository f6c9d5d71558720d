import pLimit from 'p-limit';
import type { AdaptiveCard } from '../../cards/card.ts';
import {
  importCancelledCard,
  importCard,
  importDoneCard,
  importListCard,
  importPlansCard,
  importProgressCard,
} from '../../cards/import-card.ts';
import type { ImportView } from '../../cards/import-view.ts';
import type { ImportSubmission } from '../../cards/submission.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Services } from '../../ports.ts';
import { cancelImport, confirmImport } from '../../use-cases/confirm-import.ts';
import { findPlan } from '../../use-cases/find-plan.ts';
import { listImportablePlans } from '../../use-cases/import-target.ts';
import { findStaged, type ImportPreview, receiveFile, showStaged } from '../../use-cases/preview-import.ts';
import { showPeopleFile } from './answer-people.ts';
import type { FileSource } from './files.ts';
import type { SlowWork } from './late-answer.ts';
import type { Incoming } from './parse-activity.ts';
import { parseImportWords, parsePeopleWords } from './parse-import.ts';
import type { SentFile } from './sent-files.ts';

/** Reading this much may keep the process busy for longer than somebody should wait without a word. */
const largeBytes = 200 * 1024;

/** What is read and imported; how it is shown is the turn's. */
export type ImportWork = Pick<SlowWork, 'run' | 'interim'>;

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

/** Answers for files sent in chat. Files are read one after the other, so that memory holds one at a time. */
export function createImportAnswers(source: FileSource): ImportAnswers {
  const oneAtATime = pLimit(1);

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
        async run(slow) {
          // Before anything is fetched for somebody who may not import.
          if (people !== null) {
            const { plan } = await findPlan(services, sender, 'run-cycle', people.planId);
            const bytes = await source.fetch(file);
            if (bytes.length > largeBytes) await slow();
            const list = { name: file.name, bytes };
            return oneAtATime(() => showPeopleFile(services, sender, plan.id, list));
          }
          await listImportablePlans(services, sender);
          const bytes = await source.fetch(file);
          if (bytes.length > largeBytes) await slow();
          const sent = { fileName: file.name, bytes, words };
          const received = await oneAtATime(() => receiveFile(services, sender, sent));
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
        async run(slow) {
          if (isReading && value.size > largeBytes) await slow();
          return isReading
            ? oneAtATime(() => press(services, incoming, submission, fileName))
            : press(services, incoming, submission, fileName);
        },
      };
    },
  };
}
