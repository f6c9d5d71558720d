import type { CycleOpened } from '../../../src/cards/cycle/cycle-opened-card.ts';
import type { OpenCycleForm } from '../../../src/cards/cycle/open-cycle-card.ts';
import type { Help } from '../../../src/cards/kit/help-card.ts';
import type { Notice } from '../../../src/cards/kit/notice-card.ts';
import type { Welcome } from '../../../src/cards/kit/welcome-card.ts';
import type { Digest, DigestAction } from '../../../src/domain/digest/digest.ts';
import { wholeDigest } from '../../../src/domain/digest/digest-filter.ts';
import { pictureWords } from '../../../src/domain/digest/picture-words.ts';
import { type InlinePicture, pictureOf } from '../../../src/domain/digest/pictures.ts';
import type { ReachReport } from '../../../src/domain/people/reach.ts';
import type { Prompt, PromptItem, ReplyForm, ReplyReceipt } from '../../../src/domain/reply/prompt.ts';
import type { ReplyDraft } from '../../../src/domain/reply/reply-fields.ts';
import type { Update } from '../../../src/domain/reply/update.ts';
import type { Rating, RatingKey } from '../../../src/domain/shared/rating.ts';
import { helpFor } from '../../support/help-for.ts';

/** Invented people of an invented council, for tests, the gallery and the card designer. */
export const red: Rating = { label: 'Red', level: 'red' };
export const amber: Rating = { label: 'Amber', level: 'amber' };
const green: Rating = { label: 'Green', level: 'green' };
const unrated: Rating = { label: '', level: 'none' };

const ratingKey: RatingKey = [
  { label: 'Red', meaning: 'Not on track', level: 'red' },
  { label: 'Amber', meaning: 'Not on track but can be recovered', level: 'amber' },
  { label: 'Green', meaning: 'On track', level: 'green' },
  { label: 'Blue', meaning: 'Complete', level: 'complete' },
];

const longText =
  'The joint panel has met twice since the last board and has agreed terms of reference, but only two of the four providers have signed the data sharing agreement.\nWhat is left:\n- legal advice from the third provider, promised for the 14th\n- a named officer at the fourth, whose *interim* lead left in September\n1. We have asked both chief executives for a date.\n2. Families on the waiting list (about ~60) have been written to.';

const base = {
  planId: 'marlbury-send',
  planName: 'Marlbury SEND accelerated progress plan',
  cycleId: '2026-12-16',
  boardDate: '2026-12-16',
};

export function item(changes: Partial<PromptItem> = {}): PromptItem {
  return {
    actionId: '0007',
    ref: '1B vi',
    title:
      'Agree one joint pathway for speech and language therapy across the three providers and publish it on the Local Offer',
    theme: 'Joint commissioning',
    rating: amber,
    ratedOn: '2026-09-16',
    timescale: 'December 2018, revised to 31 January 2027',
    lateness: '11 months late',
    percentComplete: 40,
    narrative: longText,
    reply: null,
    declined: null,
    ...changes,
  };
}

const titles = [
  'Write to every family on the waiting list with a named contact',
  'Recruit a designated medical officer',
  'Publish the graduated approach guidance',
  'Audit the quality of annual reviews in every mainstream school, with a parent carer on each audit team, and report the findings to the partnership',
  'Train SENCOs on the new plan template',
  'Set up a shared data dashboard',
  'Review the short breaks offer',
  'Commission a second key worker team',
  'Agree the transitions protocol',
];

const items: readonly PromptItem[] = [
  item(),
  item({
    actionId: '0011',
    ref: '2A',
    title: titles[0] ?? '',
    rating: red,
    lateness: '3 months late',
    percentComplete: 0,
    timescale: 'September 2026',
    narrative: 'No capacity in the team until the two vacancies are filled.',
  }),
  item({
    actionId: '0012',
    ref: '2B i',
    title: titles[1] ?? '',
    rating: unrated,
    ratedOn: null,
    timescale: 'Ongoing',
    lateness: null,
    percentComplete: null,
    narrative: '',
  }),
  item({
    actionId: '0015',
    ref: '3.4',
    title: titles[2] ?? '',
    rating: green,
    timescale: 'Spring term 2027',
    lateness: 'due in 4 months',
    percentComplete: null,
    narrative: 'Draft with schools for comment.',
  }),
];

export const prompt: Prompt = {
  ...base,
  due: '2026-12-01',
  frozen: false,
  closed: false,
  leadName: 'Priya Nandakumar',
  items,
  tone: 'prompt',
  alsoOpen: [],
};

const replied = (rating: Rating, kind: Update['kind'], by: string) => ({
  reply: { kind, rating, on: '2026-11-18', by },
});

export const promptPartly: Prompt = {
  ...prompt,
  tone: 'reminder',
  items: [
    ...items.slice(2),
    item({ ...replied(amber, 'update', 'Priya Nandakumar') }),
    item({ ...items[1], ...replied(red, 'no-change', 'Owen Achterberg') }),
  ],
};
export const promptDone: Prompt = {
  ...prompt,
  items: items.map((one, index) => ({
    ...one,
    ...replied(
      [amber, red, green, green][index] ?? green,
      index === 1 ? 'no-change' : 'update',
      'Priya Nandakumar',
    ),
  })),
};
export const promptFrozen: Prompt = { ...promptPartly, frozen: true };
export const promptClosed: Prompt = { ...promptFrozen, closed: true };
export const promptLong: Prompt = {
  ...prompt,
  items: Array.from({ length: 20 }, (_, index) =>
    item({
      actionId: String(index + 1).padStart(4, '0'),
      ref: `4.${index + 1}`,
      title: titles[index % titles.length] ?? '',
      rating: [red, amber, green][index % 3] ?? red,
    }),
  ),
};

export const draft: ReplyDraft = {
  rating: 'Amber',
  narrative: longText,
  revisedDate: '',
  reason: '',
  recoveryStep: '',
  evidence: '',
  finished: false,
};

export const form: ReplyForm = {
  ...base,
  due: '2026-12-01',
  item: item(),
  steps: [
    'Agree terms of reference (October 2026)',
    'Sign the data sharing agreement (November 2026)',
    'Publish',
  ],
  ratingKey,
  offerFinished: false,
  draft,
  errors: {},
  conflict: null,
  seen: 0,
  late: false,
  onBehalfOf: null,
};
export const formErrors: ReplyForm = {
  ...form,
  ratingKey: ratingKey.slice(0, 3),
  offerFinished: true,
  draft: {
    ...draft,
    rating: 'Red',
    narrative: 'Two of four providers have signed.',
    revisedDate: '2026-01-31',
    reason: '',
  },
  errors: {
    reason: 'Please say why it is Red.',
    recoveryStep: 'Please say what will be done next to recover it.',
    revisedDate: 'Please give a date from today on, or leave it empty.',
  },
};
export const formConflict: ReplyForm = {
  ...form,
  conflict: {
    by: 'Dana Ho',
    when: 'at 10:42',
    rating: red,
    narrative: 'The fourth provider has withdrawn. *Escalated* to the ICB.',
  },
  seen: 2,
};

const update: Update = {
  cycleId: base.cycleId,
  actionId: '0007',
  version: 1,
  kind: 'update',
  rating: amber,
  narrative: longText,
  revised: { text: '2027-01-31', kind: 'day', date: '2027-01-31' },
  reason: 'Two providers have not signed.',
  recoveryStep: 'Chief executives meet on 2 December.',
  evidence: '',
  finished: false,
  authorId: '11111111-1111-4111-8111-111111111111',
  authorName: 'Priya Nandakumar',
  onBehalfOf: null,
  late: false,
  at: '2026-11-18T09:12:00Z',
  ratingBefore: amber,
  revisedBefore: null,
};

export const receipt: ReplyReceipt = {
  ...base,
  due: '2026-12-01',
  item: item(),
  saved: update,
  frozen: false,
  news: 'none',
  answeredLater: null,
  next: items[1] ?? null,
  answered: 1,
  total: 4,
  onBehalfOf: null,
};
export const receiptLast: ReplyReceipt = {
  ...receipt,
  saved: { ...update, kind: 'no-change', revised: null },
  next: null,
  answered: 4,
};

export function digestAction(changes: Partial<DigestAction> = {}): DigestAction {
  return {
    actionId: '0011',
    ref: '2A',
    title: titles[0] ?? '',
    priority: 'Waiting times',
    theme: 'Joint commissioning',
    rating: red,
    replied: true,
    asked: true,
    answeredBy: null,
    ratedOn: '2026-11-18',
    narrative: 'No capacity in the team until the two vacancies are filled. Interviews are on 2 December.',
    reason: 'Two of five posts are vacant.',
    recoveryStep: 'Agency cover from 7 December; posts filled by February.',
    originalTimescale: 'September 2026',
    revisedTimescale: '28 February 2027',
    revisedApproved: false,
    originalLateness: '2 months late',
    revisedLateness: 'due in 3 months',
    percentComplete: null,
    leads: ['Owen Achterberg'],
    agencies: ['Marlbury Council'],
    since: '2026-09-16',
    boardsHeld: 2,
    question: 'Does the board agree the revised date of 28 February 2027?',
    ...changes,
  };
}

const ambers = [
  digestAction({
    actionId: '0007',
    ref: '1B vi',
    title: item().title,
    rating: amber,
    question: '',
    narrative: longText,
    leads: ['Priya Nandakumar', 'Dana Ho'],
    agencies: ['Vale and Marl ICB', 'Marlbury Council'],
    revisedTimescale: null,
    since: null,
  }),
  digestAction({
    actionId: '0009',
    ref: '1C',
    title: titles[4] ?? '',
    rating: amber,
    question: '',
    replied: false,
    asked: false,
    ratedOn: '2026-09-16',
    reason: '',
    recoveryStep: '',
    revisedTimescale: null,
    originalLateness: null,
    revisedLateness: null,
    leads: [],
    agencies: [],
  }),
];

export const digest: Digest = {
  planId: base.planId,
  planName: base.planName,
  board: 'SEND Improvement Board',
  cycleId: base.cycleId,
  boardDate: base.boardDate,
  forMeeting: null,
  state: 'open',
  asAt: '2026-11-21',
  lastBoard: '2026-09-16',
  filter: wholeDigest,
  leadName: null,
  since: null,
  took: [],
  total: 40,
  asked: 40,
  answered: 27,
  counts: [
    { label: 'Red', level: 'red', now: 5, lastKnown: 2, lastBoard: 4 },
    { label: 'Amber', level: 'amber', now: 9, lastKnown: 6, lastBoard: 18 },
    { label: 'Green', level: 'green', now: 12, lastKnown: 4, lastBoard: 17 },
    { label: 'Blue', level: 'complete', now: 1, lastKnown: 0, lastBoard: 1 },
    { label: '', level: 'none', now: 0, lastKnown: 1, lastBoard: 0 },
  ],
  reds: [
    digestAction(),
    digestAction({
      actionId: '0021',
      ref: '3A ii',
      title: titles[3] ?? '',
      replied: false,
      ratedOn: '2026-09-16',
      narrative: '',
      reason: '',
      recoveryStep: '',
      revisedTimescale: null,
      since: null,
      boardsHeld: 3,
      question: 'Why has nobody replied, and is this still the position?',
      leads: ['Jo Winterbourne'],
      agencies: ['Vale and Marl ICB'],
    }),
  ],
  ambers: [
    { theme: 'Joint commissioning', actions: ambers },
    {
      theme: null,
      actions: [
        digestAction({
          actionId: '0033',
          ref: '5',
          title: titles[5] ?? '',
          rating: amber,
          question: '',
          revisedApproved: true,
        }),
      ],
    },
  ],
  themes: [
    { theme: 'Joint commissioning', counts: [4, 9, 10, 1, 0], total: 24 },
    { theme: 'Waiting times', counts: [3, 5, 5, 0, 1], total: 14 },
    { theme: null, counts: [0, 1, 1, 0, 0], total: 2 },
  ],
  boards: [
    { boardDate: null, counts: [2, 20, 16, 0, 2] },
    { boardDate: '2026-09-16', counts: [4, 18, 17, 1, 0] },
    { boardDate: '2026-12-16', counts: [7, 15, 16, 1, 1] },
  ],
  overdue: [
    {
      actionId: '0021',
      ref: '3A ii',
      title: titles[3] ?? '',
      rating: red,
      leads: ['Jo Winterbourne'],
      original: { text: 'March 2026', kind: 'month', date: '2026-03-31' },
      revised: null,
      revisedApproved: false,
      originalLateness: '7 months late',
      revisedLateness: null,
    },
    {
      actionId: '0011',
      ref: '2A',
      title: titles[0] ?? '',
      rating: red,
      leads: ['Owen Achterberg'],
      original: { text: 'September 2026', kind: 'month', date: '2026-09-30' },
      revised: { text: '2027-02-28', kind: 'day', date: '2027-02-28' },
      revisedApproved: false,
      originalLateness: '7 weeks late',
      revisedLateness: 'due in 3 months',
    },
  ],
  dueSoon: [
    {
      actionId: '0033',
      ref: '5',
      title: titles[5] ?? '',
      rating: amber,
      leads: [],
      original: { text: 'End of December 2026', kind: 'month', date: '2026-12-31' },
      revised: null,
      revisedApproved: false,
      originalLateness: 'due in 5 weeks',
      revisedLateness: null,
    },
  ],
  retimed: [
    {
      actionId: '0011',
      ref: '2A',
      title: titles[0] ?? '',
      rating: red,
      leads: ['Owen Achterberg'],
      original: { text: 'September 2026', kind: 'month', date: '2026-09-30' },
      asked: { text: '2027-02-28', kind: 'day', date: '2027-02-28' },
      slippage: '5 months later',
      reason: 'Two of five posts are vacant.',
      by: 'Owen Achterberg',
      approvedBy: null,
    },
  ],
  completed: [
    {
      actionId: '0015',
      ref: '3.4',
      title: titles[2] ?? '',
      rating: green,
      leads: ['Dana Ho'],
      evidence: 'Guidance on the Local Offer, 9 November 2026.',
      confirmed: false,
    },
  ],
  slipped: [
    {
      actionId: '0011',
      ref: '2A',
      title: titles[0] ?? '',
      rating: red,
      leads: ['Owen Achterberg'],
      original: { text: 'September 2026', kind: 'month', date: '2026-09-30' },
      revised: { text: '2027-02-28', kind: 'day', date: '2027-02-28' },
      approved: false,
      days: 151,
      slippage: '4 months later',
    },
  ],
  burnUp: {
    months: [
      { month: '2026-03', planned: 6, completed: 0 },
      { month: '2026-09', planned: 15, completed: 1 },
      { month: '2026-11', planned: 18, completed: 1 },
      { month: '2026-12', planned: 24, completed: null },
      { month: '2027-03', planned: 37, completed: null },
    ],
    undated: 3,
  },
  movements: [
    {
      actionId: '0011',
      ref: '2A',
      title: titles[0] ?? '',
      from: amber,
      to: red,
      direction: 'worse',
      reason: 'Two of five posts are vacant.',
    },
    {
      actionId: '0015',
      ref: '3.4',
      title: titles[2] ?? '',
      from: amber,
      to: green,
      direction: 'better',
      reason: 'Guidance published on 9 November.',
    },
  ],
  silent: [
    {
      actionId: '0022',
      ref: '3B',
      title: titles[6] ?? '',
      lastKnown: unrated,
      ratedOn: null,
      leads: [],
      agency: '',
    },
  ],
  silentAbove: [{ agency: 'Vale and Marl ICB', actions: 1 }],
  silentLeads: 9,
  unassigned: [{ actionId: '0031', ref: '6C', title: titles[7] ?? '', leadTexts: ['SB/JT', '?'] }],
};

/** One pixel: what the picture is like is tested where it is drawn. */
export const digestPicture: InlinePicture = {
  url: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==',
  words: pictureWords(pictureOf('ratings-by-board', digest)),
};

export const digestEmpty: Digest = {
  ...digest,
  state: 'as-imported',
  cycleId: null,
  lastBoard: null,
  asked: 40,
  answered: 0,
  counts: digest.counts.map((entry) => ({ ...entry, lastKnown: 0, lastBoard: null })),
  boards: digest.boards.slice(0, 1),
  overdue: [],
  dueSoon: [],
  retimed: [],
  completed: [],
  slipped: [],
  silentLeads: 0,
  reds: [],
  ambers: [],
  movements: [],
  silent: [],
  silentAbove: [],
  unassigned: [],
};

export const digestLong: Digest = {
  ...digest,
  reds: Array.from({ length: 7 }, (_, index) => digestAction({ ref: `7.${index + 1}`, narrative: longText })),
  ambers: ['Joint commissioning', 'Transitions', null].map((theme) => ({
    theme,
    actions: Array.from({ length: 15 }, (_, index) =>
      digestAction({ ref: `8.${index + 1}`, rating: amber, question: '', narrative: longText }),
    ),
  })),
};

export const openCycle: OpenCycleForm = {
  planId: base.planId,
  planName: base.planName,
  meeting: '2026-12-16',
  error: null,
  alreadyOpen: [],
};
export const openCycleError: OpenCycleForm = {
  ...openCycle,
  error: 'There is a cycle for 16 December 2026 already. Please choose another date.',
  alreadyOpen: ['2026-12-16'],
};
export const cycleOpened: CycleOpened = {
  ...base,
  due: '2026-12-01',
  prompted: 11,
  actions: 38,
  unreachable: ['Tomasz Fairweather-Lindqvist', 'Jo Winterbourne'],
  unassigned: [{ ref: '6C', title: titles[7] ?? '' }],
};
export const cycleOpenedAll: CycleOpened = { ...cycleOpened, unreachable: [], unassigned: [] };

const plan = { id: base.planId, name: base.planName };
export const welcomePm: Welcome = { name: 'Mel Ashdown', roles: ['pm', 'chair', 'lead'], plan };
export const welcomeLead: Welcome = { name: 'Priya Nandakumar', roles: ['lead'], plan };
export const welcomeChair: Welcome = { name: 'Cllr Ines Bramwell', roles: ['chair'], plan };
export const welcomeUnknown: Welcome = { name: 'Sam Rook', roles: [], plan: null };
export const help: Help = {
  roles: ['pm', 'chair', 'lead'],
  commands: helpFor(['pm', 'chair', 'lead']),
  notUnderstood: null,
  planId: base.planId,
};
export const helpUnknown: Help = {
  roles: ['lead'],
  commands: helpFor(['lead']),
  notUnderstood: 'what is *this* <at>bot</at> for?',
  planId: null,
};
export const notice: Notice = {
  tone: 'information',
  title: 'Reminders sent',
  text: '12 leads were reminded. 2 could not be reached:\n- Jo Winterbourne\n- Tomasz Fairweather-Lindqvist',
  buttons: [{ title: 'Status', verb: 'menu.status', planId: base.planId, meeting: base.cycleId }],
};
export const refusal: Notice = {
  tone: 'refusal',
  title: 'Not saved',
  text: 'You are not a lead of action 1B vi. Ask the project manager to add you if you should be.',
  buttons: [{ title: 'My actions', verb: 'menu.myActions' }],
};

export const reach: ReachReport = {
  botAdded: true,
  plans: [
    {
      ...{ planId: 'marlbury-send', planName: 'Marlbury SEND accelerated progress plan', total: 14 },
      ...{ reachable: 11, refused: [] },
      inNoTeam: ['Tomasz Fairweather-Lindqvist', 'Jo Winterbourne'],
      noAccount: ['Priya Nandakumar'],
      byEmail: ['Owen Achterberg', 'Sam Barron'],
    },
  ],
};

export const reachAll: ReachReport = {
  botAdded: false,
  plans: reach.plans.map((plan) => ({
    ...plan,
    reachable: plan.total,
    inNoTeam: [],
    noAccount: [],
    byEmail: [],
  })),
};

const longWords = 'Accelerated progress plan for children and young people with special needs '.repeat(3);
const manyNames = Array.from({ length: 40 }, (_, at) => `Anneliese **Featherstonehaugh** [${at}](x)`);

export const reachLong: ReachReport = {
  botAdded: true,
  plans: Array.from({ length: 12 }, (_, at) => ({
    ...{ planId: `plan-${at}`, planName: `${longWords} ${at}`, total: 200, reachable: 80 },
    ...{ inNoTeam: manyNames, refused: manyNames, noAccount: manyNames, byEmail: manyNames },
  })),
};
