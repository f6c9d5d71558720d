import type { AdaptiveCard } from '../../src/cards/card.ts';
import { cycleOpenedCard, cycleOpenedData } from '../../src/cards/cycle-opened-card.ts';
import { digestCard, digestData } from '../../src/cards/digest-card.ts';
import { helpCard, helpData } from '../../src/cards/help-card.ts';
import {
  importCancelledCard,
  importCard,
  importData,
  importDoneCard,
  importHelpCard,
  importListCard,
  importPlansCard,
  importProgressCard,
} from '../../src/cards/import-card.ts';
import { matchLeadsCard, matchLeadsData } from '../../src/cards/match-leads-card.ts';
import { noticeCard, noticeData } from '../../src/cards/notice-card.ts';
import { openCycleCard, openCycleData } from '../../src/cards/open-cycle-card.ts';
import { promptCard, promptData } from '../../src/cards/prompt-card.ts';
import { receiptCard, receiptData } from '../../src/cards/receipt-card.ts';
import { replyFormCard, replyFormData } from '../../src/cards/reply-form-card.ts';
import { statusCard, statusData } from '../../src/cards/status-card.ts';
import type { CardName } from '../../src/cards/template.ts';
import { welcomeCard, welcomeData } from '../../src/cards/welcome-card.ts';
import * as imports from './import-samples.ts';
import { toMatch, toMatchLong } from './match-leads-samples.ts';
import * as samples from './samples.ts';

/** Every card in every state worth looking at; the name before the dot is its template's. */
export const allCards: Readonly<Record<string, AdaptiveCard>> = {
  prompt: promptCard(samples.prompt),
  'prompt.reminder': promptCard(samples.promptPartly),
  'prompt.done': promptCard(samples.promptDone),
  'prompt.frozen': promptCard(samples.promptFrozen),
  'prompt.none': promptCard({ ...samples.prompt, items: [] }),
  'prompt.page-2': promptCard(samples.promptLong, 2),
  'reply-form': replyFormCard(samples.form),
  'reply-form.errors': replyFormCard(samples.formErrors),
  'reply-form.conflict': replyFormCard(samples.formConflict),
  receipt: receiptCard(samples.receipt),
  'receipt.last': receiptCard(samples.receiptLast),
  digest: digestCard(samples.digest),
  'digest.empty': digestCard(samples.digestEmpty),
  'digest.page-2': digestCard(samples.digestLong, 2),
  'digest.amber-theme': digestCard({
    ...samples.digest,
    filter: { levels: ['amber'], group: 'Joint commissioning' },
  }),
  status: statusCard(samples.status),
  'open-cycle': openCycleCard(samples.openCycle),
  'open-cycle.error': openCycleCard(samples.openCycleError),
  'cycle-opened': cycleOpenedCard(samples.cycleOpened),
  'cycle-opened.all': cycleOpenedCard(samples.cycleOpenedAll),
  'match-leads': matchLeadsCard(toMatch),
  'match-leads.page-2': matchLeadsCard(toMatchLong, 2),
  import: importCard(imports.importAgain),
  'import.new': importCard(imports.importNew),
  'import.nothing': importCard(imports.importNothing),
  'import.changed': importCard(imports.importChanged),
  'import.long': importCard(imports.importLong),
  'import.changes': importListCard(imports.importLong, 'changes', 2),
  'import.warnings': importListCard(imports.importLong, 'warnings', 1),
  'import.which-plan': importPlansCard(imports.importPlans),
  'import.done': importDoneCard(imports.importDone),
  'import.done-new': importDoneCard({ ...imports.importDone, isNew: true }),
  'import.reading': importProgressCard('reading', 'tracker-october-2026.xlsx'),
  'import.cancelled': importCancelledCard('tracker-october-2026.xlsx'),
  'import.help': importHelpCard(),
  welcome: welcomeCard(samples.welcomePm),
  'welcome.lead': welcomeCard(samples.welcomeLead),
  'welcome.chair': welcomeCard(samples.welcomeChair),
  'welcome.unknown': welcomeCard(samples.welcomeUnknown),
  help: helpCard(samples.help),
  'help.unknown': helpCard(samples.helpUnknown),
  notice: noticeCard(samples.notice),
  'notice.refusal': noticeCard(samples.refusal),
};

/** What cards/NAME.data.json holds for the card designer: a sample, as the card's own code prepares it. */
export const designerData: Readonly<Record<CardName, object>> = {
  prompt: promptData(samples.promptPartly),
  'reply-form': replyFormData(samples.formErrors),
  receipt: receiptData(samples.receipt),
  digest: digestData(samples.digest),
  status: statusData(samples.status),
  'open-cycle': openCycleData(samples.openCycleError),
  'cycle-opened': cycleOpenedData(samples.cycleOpened),
  'match-leads': matchLeadsData(toMatch),
  import: importData(imports.importAgain),
  welcome: welcomeData(samples.welcomePm),
  help: helpData(samples.help),
  notice: noticeData(samples.notice),
};
