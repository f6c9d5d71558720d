import type { AdaptiveCard } from '../kit/card.ts';
import { excerpt, plainLine } from '../kit/escape.ts';
import { noticeCard } from '../kit/notice-card.ts';
import type { ImportDone } from './import-view.ts';
import { changeCounts } from './import-words.ts';

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
