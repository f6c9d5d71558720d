import { cycleNoticeCard, frozenNoticeData } from '../../../src/cards/cycle/cycle-notice-card.ts';
import { cycleOpenedCard, cycleOpenedData } from '../../../src/cards/cycle/cycle-opened-card.ts';
import { extendCycleCard, extendCycleData } from '../../../src/cards/cycle/extend-cycle-card.ts';
import { openCycleCard, openCycleData } from '../../../src/cards/cycle/open-cycle-card.ts';
import { reopenCycleCard, reopenCycleData } from '../../../src/cards/cycle/reopen-cycle-card.ts';
import { escalationCard, escalationData } from '../../../src/cards/delivery/escalation-card.ts';
import { reachCard, reachData } from '../../../src/cards/delivery/reach-card.ts';
import { actionCard } from '../../../src/cards/digest/action-card.ts';
import { digestCard, digestData } from '../../../src/cards/digest/digest-card.ts';
import { actionInsert, digestInsert } from '../../../src/cards/digest/insert-cards.ts';
import { logCard } from '../../../src/cards/digest/log-card.ts';
import { pictureCard, pictureData } from '../../../src/cards/digest/picture-card.ts';
import { statusCard, statusData } from '../../../src/cards/digest/status-card.ts';
import { linksCard } from '../../../src/cards/export/links-card.ts';
import {
  importCard,
  importData,
  importListCard,
  importPlansCard,
} from '../../../src/cards/import/import-card.ts';
import {
  importCancelledCard,
  importDoneCard,
  importHelpCard,
  importProgressCard,
} from '../../../src/cards/import/import-notices.ts';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { documentCard, documentData, postedPaperCard } from '../../../src/cards/kit/document-card.ts';
import { helpCard, helpData } from '../../../src/cards/kit/help-card.ts';
import { noticeCard, noticeData } from '../../../src/cards/kit/notice-card.ts';
import { postCard } from '../../../src/cards/kit/post-card.ts';
import type { CardName } from '../../../src/cards/kit/template.ts';
import { welcomeCard, welcomeData } from '../../../src/cards/kit/welcome-card.ts';
import { assignCard, assignData, assignedCard } from '../../../src/cards/leads/assign-card.ts';
import { matchLeadsCard, matchLeadsData } from '../../../src/cards/leads/match-leads-card.ts';
import { scheduleAddCard, scheduleAddData } from '../../../src/cards/meetings/schedule-add-card.ts';
import {
  scheduleCancelCard,
  scheduleCard,
  scheduleData,
  scheduleFileCard,
  scheduleMovedCard,
  scheduleReplaceLinkCard,
} from '../../../src/cards/meetings/schedule-card.ts';
import { scheduleMoveCard, scheduleMoveData } from '../../../src/cards/meetings/schedule-move-card.ts';
import { schedulePreviewCard, scheduleSavedCard } from '../../../src/cards/meetings/schedule-preview-card.ts';
import {
  scheduleRulesCard,
  scheduleRulesData,
  scheduleRulesSavedCard,
} from '../../../src/cards/meetings/schedule-rules-card.ts';
import { paperChangesCard } from '../../../src/cards/paper/paper-changes-card.ts';
import {
  paperFormCard,
  paperFrontCard,
  paperFrontData,
  paperNumbersCard,
  paperPartsCard,
} from '../../../src/cards/paper/paper-form-card.ts';
import { paperSettingsCard } from '../../../src/cards/paper/paper-settings-card.ts';
import { peopleAddCard, peopleAddData } from '../../../src/cards/people/people-add-card.ts';
import { peopleCard } from '../../../src/cards/people/people-card.ts';
import { personCard, personData } from '../../../src/cards/people/person-card.ts';
import { approveAllCard, decisionsCard, decisionsData } from '../../../src/cards/reply/decisions-card.ts';
import { declineCard } from '../../../src/cards/reply/decline-card.ts';
import { lateChangesCard } from '../../../src/cards/reply/late-changes-card.ts';
import { onBehalfCard, onBehalfData } from '../../../src/cards/reply/on-behalf-card.ts';
import { promptCard, promptData } from '../../../src/cards/reply/prompt-card.ts';
import { answerCard, askCard, questionCard } from '../../../src/cards/reply/question-cards.ts';
import { receiptCard, receiptData } from '../../../src/cards/reply/receipt-card.ts';
import { reopenActionCard } from '../../../src/cards/reply/reopen-action-card.ts';
import { replyFormCard, replyFormData } from '../../../src/cards/reply/reply-form-card.ts';
import { wordingCard, wordingData, wordingsCard } from '../../../src/cards/reply/wording-card.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { standardPaper } from '../../../src/domain/plan/paper-settings.ts';
import * as imports from './import-samples.ts';
import { toMatch, toMatchLong } from './match-leads-samples.ts';
import * as papers from './paper-samples.ts';
import * as persons from './people-samples.ts';
import * as pictures from './picture-samples.ts';
import * as registers from './register-samples.ts';
import * as replies from './reply-samples.ts';
import * as samples from './samples.ts';
import * as schedules from './schedule-samples.ts';
import * as cycles from './status-samples.ts';
import * as stories from './story-samples.ts';

/** The chair has come from the second page of the reds. */
const chairs = { digest: { page: 2, filter: { level: 'red' } }, mayAsk: true } as const;

/** Every card in every state worth looking at; the name before the dot is its template's. */
export const allCards: Readonly<Record<string, AdaptiveCard>> = {
  prompt: promptCard(samples.prompt),
  'prompt.two-boards': promptCard({
    ...samples.prompt,
    alsoOpen: [{ boardDate: '2026-11-11', due: '2026-12-04', waiting: 2 }],
  }),
  'prompt.reminder': promptCard(samples.promptPartly),
  'prompt.done': promptCard(samples.promptDone),
  'prompt.frozen': promptCard(samples.promptFrozen),
  'prompt.closed': promptCard(samples.promptClosed),
  'prompt.none': promptCard({ ...samples.prompt, items: [] }),
  'prompt.page-2': promptCard(samples.promptLong, 2),
  'reply-form': replyFormCard(samples.form),
  'reply-form.errors': replyFormCard(samples.formErrors),
  'reply-form.conflict': replyFormCard(samples.formConflict),
  'reply-form.late': replyFormCard(replies.formLate),
  'reply-form.on-behalf': replyFormCard(replies.formOnBehalf),
  receipt: receiptCard(samples.receipt),
  'receipt.last': receiptCard(samples.receiptLast),
  'receipt.late': receiptCard(replies.receiptLate),
  'receipt.late-last': receiptCard(replies.receiptLateLast),
  'receipt.overtaken': receiptCard(replies.receiptOvertaken),
  'receipt.unseen': receiptCard(replies.receiptUnseen),
  'receipt.behind': receiptCard(replies.receiptBehind),
  'receipt.on-behalf': receiptCard(replies.receiptOnBehalf),
  'digest.late-changes': lateChangesCard(replies.late),
  'digest.late-none': lateChangesCard(replies.lateNone),
  'digest.late-page-2': lateChangesCard(replies.lateLong, 2),
  'action-list.decisions': decisionsCard(replies.proposals),
  'action-list.decided': decisionsCard(replies.proposals, 1, {
    done: 'Approved: 1A i, new date 31 March 2027.',
    problem: 'Decided or withdrawn already: 2B ii as complete.',
  }),
  'action-list.decisions-none': decisionsCard(replies.proposalsNone),
  'action-list.decisions-page-2': decisionsCard(replies.proposalsLong, 2),
  'action-list.approve-all': approveAllCard(replies.proposals),
  'action-list.approve-all-long': approveAllCard(replies.proposalsLong),
  'action-list.wordings': wordingsCard(replies.wordings, 1, replies.wordings.actions[0]),
  'action-list.wordings-page-2': wordingsCard(replies.wordingsLong, 2),
  'action-list.wordings-signed-off': wordingsCard({ ...replies.wordings, signedOff: true }),
  'text-form.decline': declineCard(replies.proposals, replies.proposal(), { limit: 500 }),
  'text-form.wording': wordingCard(replies.wordingForm),
  'text-form.wording-conflict': wordingCard(replies.wordingConflict),
  digest: digestCard(samples.digest, 1, samples.digestPicture),
  'digest.empty': digestCard(samples.digestEmpty),
  'digest.page-2': digestCard(samples.digestLong, 2),
  'digest.amber-theme': digestCard({
    ...samples.digest,
    filter: { ...wholeDigest, levels: ['amber'], group: 'Joint commissioning' },
    took: [{ said: 'amebr', meant: 'amber' }],
  }),
  'digest.overdue': digestCard({ ...samples.digest, filter: { ...wholeDigest, only: 'overdue' } }),
  'digest.no-reply': digestCard({ ...samples.digest, filter: { ...wholeDigest, only: 'no-reply' } }),
  'digest.action': actionCard(stories.story, chairs),
  'digest.answered': answerCard(stories.answered, null),
  'digest.asked': answerCard(stories.asked, null),
  'digest.not-asked': answerCard(
    stories.asked,
    'Is in no team that has the bot: add them to one, that is enough.',
  ),
  'text-form.ask': askCard(stories.askForm),
  'text-form.ask-error': askCard(stories.askForm, { text: '', error: 'Write what you want to ask.' }),
  'text-form.question': questionCard(stories.asked),
  'text-form.question-answered': questionCard(stories.answered),
  'digest.action-lead': actionCard(stories.story, { digest: null }),
  'digest.action-history': actionCard(stories.storyLong, { ...chairs, page: 'history' }),
  'digest.action-page-2': actionCard(stories.storyLong, { ...chairs, page: 2 }),
  'digest.insert': digestInsert(samples.digest, { room: 24_000, ask: 'digest in marlbury-send' }),
  'digest.insert-long': digestInsert(samples.digestLong, { room: 8_000, ask: 'digest in marlbury-send' }),
  'digest.insert-action': actionInsert(stories.story, { room: 24_000, ask: 'action 1B vi' }),
  status: statusCard(cycles.status),
  'status.done': statusCard(cycles.status, { done: 'A reminder is on its way to Owen Achterberg.' }),
  'status.chair': statusCard(cycles.status, { mayRun: false }),
  'status.ask-freeze': statusCard(cycles.status, { asksFreeze: true }),
  'status.skipped': statusCard(cycles.statusSkipped),
  'status.published': statusCard(cycles.statusPublished),
  'status.frozen': statusCard(cycles.statusFrozen, {
    problem: 'The cycle for 16 December 2026 is frozen: nobody is reminded any more.',
  }),
  'status.signed': statusCard(cycles.statusSigned, { mayRun: false }),
  'status.answered': statusCard(cycles.statusAnswered),
  'status.nobody': statusCard(cycles.statusNobody),
  'status.page-2': statusCard(cycles.statusOf(60), { page: 2 }),
  'extend-cycle': extendCycleCard(cycles.extendForm),
  'extend-cycle.error': extendCycleCard(cycles.extendError),
  'reopen-cycle': reopenCycleCard(cycles.reopenForm),
  'reopen-cycle.error': reopenCycleCard(cycles.reopenError),
  'on-behalf': onBehalfCard(cycles.promptOnBehalf, 'owen-achterberg', 2),
  'on-behalf.none': onBehalfCard(samples.promptDone, 'priya-nandakumar'),
  escalation: escalationCard(cycles.escalation),
  'escalation.reds': escalationCard(cycles.escalationReds),
  'escalation.long': escalationCard(cycles.escalationOf(40, 12)),
  'cycle-notice.opened': cycleNoticeCard('opened', cycles.status),
  'cycle-notice': cycleNoticeCard('frozen', cycles.statusFrozen),
  'cycle-notice.unpublished': cycleNoticeCard('unpublished', cycles.status),
  reach: reachCard(samples.reach),
  'reach.all': reachCard(samples.reachAll),
  'reach.long': reachCard(samples.reachLong),
  'open-cycle': openCycleCard(samples.openCycle),
  'open-cycle.error': openCycleCard(samples.openCycleError),
  'cycle-opened': cycleOpenedCard(samples.cycleOpened),
  'cycle-opened.all': cycleOpenedCard(samples.cycleOpenedAll),
  'match-leads': matchLeadsCard(toMatch),
  'match-leads.page-2': matchLeadsCard(toMatchLong, 2),
  'action-list.people': peopleCard(persons.people, 1, 'Saved: 2 added, 1 changed.'),
  'action-list.people-none': peopleCard(persons.peopleNone),
  'action-list.people-page-2': peopleCard(persons.peopleOf(60), 2),
  'people-add': peopleAddCard(persons.addPeople),
  'people-add.preview': peopleAddCard(persons.addPeoplePreview),
  'people-add.long': peopleAddCard(persons.addPeopleLong, 2),
  person: personCard(persons.person),
  'person.faults': personCard(persons.personFaults),
  'person.kept': personCard(persons.person, {
    reasons: ['Owen Achterberg leads 2B i, 2B ii: say first who leads instead.'],
  }),
  'person.remove': personCard(persons.person, { asksRemove: true }),
  import: importCard(imports.importAgain),
  'import.new': importCard(imports.importNew),
  'import.nothing': importCard(imports.importNothing),
  'import.changed': importCard(imports.importChanged),
  'import.long': importCard(imports.importLong),
  'import.changes': importListCard(imports.importLong, 'changes', 2),
  'import.warnings': importListCard(imports.importLong, 'warnings', 1),
  'import.asking': importCard(imports.importAsking),
  'import.questions': importListCard(imports.importAsking, 'questions', 1),
  'import.columns': importListCard(imports.importAsking, 'columns', 1),
  'import.which-plan': importPlansCard(imports.importPlans),
  'import.done': importDoneCard(imports.importDone),
  'import.done-new': importDoneCard({ ...imports.importDone, isNew: true }),
  'import.reading': importProgressCard('reading', 'tracker-october-2026.xlsx'),
  'import.cancelled': importCancelledCard('tracker-october-2026.xlsx'),
  'import.help': importHelpCard(),
  schedule: scheduleCard(schedules.calendar),
  'schedule.none': scheduleCard(schedules.calendarNone),
  'schedule.page-2': scheduleCard(schedules.calendarLong, 2),
  'schedule.preview': schedulePreviewCard(schedules.previewed),
  'schedule.preview-long': schedulePreviewCard({ ...schedules.previewed, preview: schedules.previewLong }),
  'schedule.preview-nothing': schedulePreviewCard({
    ...schedules.previewed,
    preview: schedules.previewNothing,
    notice: 'All of this is in the calendar already.',
  }),
  'schedule.saved': scheduleSavedCard({ ...schedules.preview, written: true }),
  'schedule.moving': scheduleMovedCard(schedules.move, schedules.seen),
  'schedule.moved': scheduleMovedCard({ ...schedules.move, written: true, refreshed: 12 }, ''),
  'schedule.cancelling': scheduleCancelCard(schedules.cancelling),
  'schedule.cancelled': scheduleMovedCard({ ...schedules.cancelling, written: true }, ''),
  'schedule.rules-saved': scheduleRulesSavedCard(schedules.rulesChange),
  'schedule.file': scheduleFileCard(
    { id: 'marlbury-send', name: schedules.calendar.name },
    `https://actions.example.gov.uk/calendar/${'Ab_-'.repeat(10)}Abc.ics`,
  ),
  'schedule.file-none': scheduleFileCard({ id: 'marlbury-send', name: schedules.calendar.name }, null),
  'schedule.replace-link': scheduleReplaceLinkCard({ id: 'marlbury-send', name: schedules.calendar.name }),
  'schedule-add': scheduleAddCard(schedules.addView),
  'schedule-add.faults': scheduleAddCard(schedules.addFaults),
  'schedule-add.no-boards': scheduleAddCard({ ...schedules.addView, knownBoards: [] }),
  'schedule-move': scheduleMoveCard(schedules.moveForm),
  'schedule-move.fault': scheduleMoveCard({
    ...schedules.moveForm,
    to: '2026-12-17',
    fault: 'There is a meeting on 17 December 2026 already.',
  }),
  'schedule-rules': scheduleRulesCard(schedules.rulesForm),
  'schedule-rules.faults': scheduleRulesCard(schedules.rulesFaults),
  assign: assignCard(registers.assignForm),
  'assign.fault': assignCard(registers.assignFault),
  'assign.page-2': assignCard({ ...registers.assignLong, page: 2 }),
  'document.assign-preview': assignedCard(registers.assignPreview),
  'document.assigned': assignedCard({ ...registers.assignPreview, written: true, prompted: 1 }),
  'digest.log': logCard(registers.log),
  'digest.log-of': logCard({ ...registers.log, subject: { words: '1B vi', text: '1B vi' } }, 2),
  'digest.log-none': logCard({ ...registers.log, entries: [] }),
  'text-form.reopen-action': reopenActionCard(registers.reopening, registers.completed),
  'text-form.reopen-action-error': reopenActionCard(registers.reopening, registers.completed, {
    text: '',
    error: 'Say why it is opened again: the reason goes on record.',
  }),
  document: documentCard(registers.link),
  ...Object.fromEntries(
    registers.news.map((news) => [`document.${news.kind}`, documentCard({ ...registers.link, news })]),
  ),
  'document.links': linksCard(registers.links),
  'document.links-page-2': linksCard(registers.links, 2),
  'document.links-none': linksCard({ ...registers.links, links: [], done: '' }),
  'document.posted': postedPaperCard({
    request: { planId: registers.link.planId, name: 'paper-docx' },
    planName: registers.link.planName,
    url: 'https://actions.example.gov.uk/file/0',
    linkId: 'c0ffee',
    ends: '17 October 2019 at 14:05',
  }),
  'document.ready': documentCard({ ...papers.paperOffered, news: { kind: 'ready' } }),
  'document.paper-blank': documentCard(papers.paperOffered),
  'document.paper-public': documentCard(papers.paperPublic),
  'document.paper-public-none': documentCard({
    ...papers.paperPublic,
    told: { blank: [], mayFill: false, changes: [] },
  }),
  'digest.paper-settings': paperSettingsCard(papers.paperSettings),
  'digest.paper-settings-plain': paperSettingsCard({
    ...papers.paperSettings,
    settings: standardPaper,
    done: '',
  }),
  'digest.paper-changes': paperChangesCard(papers.paperChanges),
  'digest.paper-changes-page-3': paperChangesCard(papers.paperChanges, 3),
  'paper-form': paperFrontCard(papers.paperForm, 1),
  'paper-form.faults': paperFrontCard(papers.paperFrontFaults, 1),
  'paper-form.conflict': paperFrontCard(papers.paperFormConflict, 4, { contact: 'Somebody *else*' }),
  'paper-form.purpose': paperFrontCard(papers.paperForm, 2),
  'paper-form.form': paperFormCard(papers.paperForm, 'quarterly'),
  'paper-form.parts': paperPartsCard(papers.paperForm),
  'paper-form.numbers': paperNumbersCard(papers.paperFormConflict, '9Z'),
  welcome: welcomeCard(samples.welcomePm),
  'welcome.lead': welcomeCard(samples.welcomeLead),
  'welcome.chair': welcomeCard(samples.welcomeChair),
  'welcome.unknown': welcomeCard(samples.welcomeUnknown),
  'welcome.first': welcomeCard({ ...samples.welcomeUnknown, mayStart: true }),
  help: helpCard(samples.help),
  'help.unknown': helpCard(samples.helpUnknown),
  picture: pictureCard(pictures.ratings),
  'picture.slippage-many': pictureCard(pictures.slippage),
  'notice.post': postCard({
    planId: 'marlbury-send',
    planName: 'Marlbury SEND accelerated progress plan',
    postId: '0b8a1f1e-6a52-4b58-9b1c-3d1f7d2c9a10',
    what: 'digest amber joint commissioning',
    by: 'Ellis Warde',
    until: '2026-11-21T11:30:00Z',
    timeZone: 'Europe/London',
  }),
  notice: noticeCard(samples.notice),
  'notice.refusal': noticeCard(samples.refusal),
};

/** What cards/NAME.data.json holds for the card designer: a sample, as the card's own code prepares it. */
export const designerData: Readonly<Record<CardName, object>> = {
  prompt: promptData(samples.promptPartly),
  'reply-form': replyFormData(samples.formErrors),
  receipt: receiptData(samples.receipt),
  digest: digestData(samples.digest, 1, samples.digestPicture),
  picture: pictureData(pictures.ratings),
  status: statusData(cycles.status),
  'extend-cycle': extendCycleData(cycles.extendError),
  'reopen-cycle': reopenCycleData(cycles.reopenError),
  'on-behalf': onBehalfData(cycles.promptOnBehalf, 'owen-achterberg', 2),
  escalation: escalationData(cycles.escalation),
  'cycle-notice': frozenNoticeData(cycles.statusFrozen),
  reach: reachData(samples.reach),
  'open-cycle': openCycleData(samples.openCycleError),
  'cycle-opened': cycleOpenedData(samples.cycleOpened),
  'action-list': decisionsData(replies.proposals),
  'text-form': wordingData(replies.wordingConflict),
  'match-leads': matchLeadsData(toMatch),
  'people-add': peopleAddData(persons.addPeoplePreview),
  person: personData(persons.personFaults),
  import: importData(imports.importAgain),
  assign: assignData(registers.assignFault),
  document: documentData(papers.paperPublic),
  'paper-form': paperFrontData(papers.paperFormConflict, 1, { subject: 'What is new' }),
  schedule: scheduleData(schedules.calendar),
  'schedule-add': scheduleAddData(schedules.addFaults),
  'schedule-move': scheduleMoveData(schedules.moveForm),
  'schedule-rules': scheduleRulesData(schedules.rulesFaults),
  welcome: welcomeData(samples.welcomePm),
  help: helpData(samples.help),
  notice: noticeData(samples.notice),
};
