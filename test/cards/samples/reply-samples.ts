import type { LateChange, LateChanges } from '../../../src/domain/reply/late-changes.ts';
import type { ReplyReceipt } from '../../../src/domain/reply/prompt.ts';
import type { Proposal, Proposals } from '../../../src/domain/reply/proposals.ts';
import type { WordedAction, WordingForm, Wordings } from '../../../src/domain/reply/wording.ts';
import { amber, form, item, receipt, receiptLast, red } from './samples.ts';

const base = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND accelerated progress plan',
  timeZone: 'Europe/London',
};
const board = { cycleId: '2026-12-16', boardDate: '2026-12-16' };
const green = { label: 'Green', level: 'green' } as const;
const complete = { label: 'Blue', level: 'complete' } as const;
const { title } = item();

export function proposal(changes: Partial<Proposal> = {}): Proposal {
  return {
    actionId: '0007',
    ref: '1B vi',
    title,
    what: 'revised-date',
    rating: amber,
    by: 'Priya Nandakumar',
    askedAt: '2026-11-18T09:12:00Z',
    original: 'December 2026',
    approved: '',
    asked: '31 March 2027',
    slippage: '3 months later',
    reason:
      'Two of the four providers have not signed the data sharing agreement, and *legal advice* is due in January.',
    evidence: '',
    ...changes,
  };
}

export const proposals: Proposals = {
  ...base,
  proposals: [
    proposal(),
    proposal({
      actionId: '0011',
      ref: '2A',
      title: 'Write to every family on the waiting list with a named contact',
      what: 'completion',
      rating: complete,
      by: 'Robin Pryce (project manager) for Owen Achterberg',
      original: 'September 2026',
      approved: '30 November 2026',
      asked: '',
      slippage: null,
      reason: 'Every family has been written to and has a named contact.',
      evidence: 'Mailing list signed off by the PCF on 12 November; sample letters on the shared drive.',
    }),
    proposal({
      actionId: '0012',
      ref: '2B i',
      title: 'Recruit a designated medical officer',
      what: 'completion',
      rating: green,
      by: 'Dana Ho',
      original: '',
      asked: '',
      slippage: null,
      reason: 'Appointed.',
      evidence: '',
    }),
  ],
  stamp: '3.2026-11-18T09:12:00Z',
};
export const proposalsNone: Proposals = { ...proposals, proposals: [], stamp: '0.none' };
const longReason = 'The joint panel <has> met *twice* & agreed nothing. '.repeat(20);
export const proposalsLong: Proposals = {
  ...proposals,
  proposals: Array.from({ length: 60 }, (_, index) =>
    proposal({
      actionId: String(index + 1).padStart(4, '0'),
      ref: `4.${index + 1}`,
      what: index % 3 === 0 ? 'completion' : 'revised-date',
      reason: longReason,
      evidence: index % 3 === 0 ? longReason.repeat(2) : '',
    }),
  ),
  stamp: '60.2026-11-18T09:12:00Z',
};

export function worded(changes: Partial<WordedAction> = {}): WordedAction {
  return {
    actionId: '0007',
    ref: '1B vi',
    title,
    rating: amber,
    leadWords: item().narrative,
    wording: null,
    seen: 0,
    ...changes,
  };
}

const edited = {
  text: 'Two of four providers have signed the data sharing agreement. Advice from the others is due in January.',
  by: 'Robin Pryce',
  at: '2026-12-05T10:30:00Z',
};

export const wordings: Wordings = {
  ...base,
  ...board,
  state: 'frozen',
  signedOff: false,
  actions: [
    worded({ wording: edited, seen: 2 }),
    worded({
      actionId: '0011',
      ref: '2A',
      title: 'Write to every family',
      rating: red,
      leadWords: 'No capacity.',
    }),
    worded({ actionId: '0012', ref: '2B i', title: 'Recruit a DMO', rating: green, leadWords: '' }),
  ],
};
export const wordingsLong: Wordings = {
  ...wordings,
  actions: Array.from({ length: 60 }, (_, index) =>
    worded({ actionId: String(index + 1).padStart(4, '0'), ref: `4.${index + 1}` }),
  ),
};
export const wordingForm: WordingForm = {
  planId: base.planId,
  planName: base.planName,
  ...board,
  action: worded({ wording: edited, seen: 2 }),
  draft: edited.text,
  error: null,
  conflict: null,
};
export const wordingConflict: WordingForm = {
  ...wordingForm,
  draft: 'Two of four providers have signed.',
  error: 'Please shorten this by 12 characters (at most 4000).',
  conflict: { by: 'Morgan Vale', when: 'at 10:42', text: edited.text },
};

const before = {
  rating: amber,
  narrative: 'Only two of the four providers have signed.',
  revised: '31 January 2027',
  reason: 'Two providers have not signed.',
  recoveryStep: 'Chief executives meet on 2 December.',
  evidence: '',
  finished: false,
};

export function lateChange(changes: Partial<LateChange> = {}): LateChange {
  return {
    actionId: '0007',
    ref: '1B vi',
    title,
    before,
    now: { ...before, rating: red, narrative: 'A provider has withdrawn.', revised: '31 March 2027' },
    changed: ['rating', 'narrative', 'revised'],
    firstReply: false,
    by: 'Priya Nandakumar',
    at: '2026-12-08T14:20:00Z',
    ...changes,
  };
}

export const late: LateChanges = {
  ...base,
  ...board,
  frozenAt: '2026-12-04T17:00:00Z',
  signedOff: false,
  changes: [
    lateChange(),
    lateChange({
      actionId: '0011',
      ref: '2A',
      title: 'Write to every family on the waiting list',
      now: { ...before, finished: true, evidence: 'Signed list.' },
      changed: ['evidence', 'finished'],
      firstReply: true,
      by: 'Robin Pryce (project manager) for Owen Achterberg',
    }),
    lateChange({
      actionId: '0012',
      ref: '2B i',
      title: 'Recruit a DMO',
      now: before,
      changed: [],
      firstReply: true,
    }),
  ],
};
export const lateNone: LateChanges = { ...late, signedOff: true, changes: [] };
const longWords = 'The panel <met> *again* and _again_. '.repeat(100);
export const lateLong: LateChanges = {
  ...late,
  changes: Array.from({ length: 20 }, (_, index) =>
    lateChange({
      ref: `4.${index + 1}`,
      before: { ...before, narrative: longWords },
      now: { ...before, narrative: `${longWords} ${index}` },
      changed: ['narrative'],
    }),
  ),
};

const declined = {
  what: 'revised-date',
  asked: '31 March 2027',
  reason: 'The board wants it before the *summer* inspection.',
  by: 'Chris Aldous',
  on: '2026-11-16',
} as const;

export const formLate = { ...form, late: true, item: item({ declined }) };
export const formOnBehalf = { ...form, onBehalfOf: 'Priya Nandakumar' };
export const receiptLate: ReplyReceipt = {
  ...receipt,
  frozen: true,
  saved: { ...receipt.saved, late: true },
};
export const receiptOvertaken: ReplyReceipt = { ...receiptLate, news: 'overtaken' };
export const receiptUnseen: ReplyReceipt = { ...receipt, news: 'unseen' };
export const receiptBehind: ReplyReceipt = { ...receipt, answeredLater: '2027-01-20' };
export const receiptOnBehalf = {
  ...receipt,
  onBehalfOf: 'Priya Nandakumar',
  saved: { ...receipt.saved, authorName: 'Robin Pryce', onBehalfOf: 'priya-nandakumar' },
};
export const receiptLateLast: ReplyReceipt = {
  ...receiptLast,
  frozen: true,
  saved: { ...receiptLast.saved, late: true },
};
