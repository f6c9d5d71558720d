import type { AskFormFacts } from '../../../src/cards/reply/question-cards.ts';
import type { ActionStory, StoryReply } from '../../../src/domain/digest/action-story.ts';
import type { AskedQuestion } from '../../../src/domain/reply/question.ts';
import { anAction } from '../../support/builders.ts';
import * as samples from './samples.ts';

const reply = (changes: Partial<StoryReply> = {}): StoryReply => ({
  by: 'Owen Achterberg',
  on: '18 November 2026',
  rating: samples.red,
  unchanged: false,
  narrative: samples.digestAction().narrative,
  reason: 'Two of five posts are vacant.',
  recoveryStep: 'Agency cover from 7 December; posts filled by February.',
  evidence: '',
  revised: '28 February 2027',
  ...changes,
});

/** A red that was amber, then not answered, as the chair finds it. */
export const story: ActionStory = {
  planId: samples.digest.planId,
  planName: samples.digest.planName,
  board: samples.digest.board,
  boardDate: samples.digest.boardDate,
  cycleId: samples.digest.cycleId,
  state: 'open',
  asAt: samples.digest.asAt,
  action: samples.digestAction(),
  evidence: '',
  strategic: ['Dana Ho'],
  questions: [
    {
      by: 'Robin Pryce',
      on: '20 November 2026',
      to: 'Owen Achterberg',
      text: 'Does the board agree the revised date of 28 February 2027?',
      answer: null,
    },
    {
      by: 'Robin Pryce',
      on: '3 September 2026',
      to: 'Owen Achterberg',
      text: 'What stands in the way of filling the two posts?',
      answer: {
        by: 'Owen Achterberg',
        on: '4 September 2026',
        text: 'The grade. We have asked for a supplement.',
      },
    },
  ],
  boards: [
    { boardDate: '2026-12-16', rating: samples.red, reply: reply(), late: null },
    { boardDate: '2026-11-04', rating: samples.amber, reply: null, late: null },
    {
      boardDate: '2026-09-16',
      rating: samples.amber,
      reply: reply({
        on: '2 September 2026',
        rating: samples.amber,
        reason: 'Interviews in October.',
        revised: null,
      }),
      late: reply({ on: '12 September 2026', revised: null, narrative: 'Nobody was appointed.' }),
    },
    { boardDate: null, rating: samples.amber, reply: null, late: null },
  ],
};

/** What the chair has asked of it. */
export const asked: AskedQuestion = {
  ...{ planId: story.planId, planName: story.planName, timeZone: 'Europe/London' },
  ...{ actionId: '0011', ref: '2A', title: story.action.title, rating: samples.red },
  toName: 'Owen Achterberg',
  openCycle: '2026-12-16',
  question: {
    ...{ id: 'c0ffee00c0ffee00', actionId: '0011', askedBy: 'robin-pryce', askedByName: 'Robin Pryce' },
    ...{ text: 'Does the board agree the revised date of 28 February 2027?', to: 'owen-achterberg' },
    askedAt: '2026-11-20T09:30:00Z',
    answer: null,
  },
};

export const answered: AskedQuestion = {
  ...asked,
  question: {
    ...asked.question,
    answer: {
      text: 'Not yet: the supplement is before the pay panel on 2 December.\nWith it, yes.',
      ...{ by: 'owen-achterberg', byName: 'Owen Achterberg', at: '2026-11-20T11:05:00Z', version: 1 },
    },
  },
};

export const askForm: AskFormFacts = {
  ...{ planId: story.planId, planName: story.planName, meeting: '2026-12-16' },
  action: anAction('0011', {
    ref: '2A',
    title: story.action.title,
    rating: samples.red,
    narrative: story.action.narrative,
  }),
  toName: 'Owen Achterberg',
  questionId: 'c0ffee00c0ffee00',
  suggested: story.action.question,
};

/** Three years of boards, each with a long reply. */
export const storyLong: ActionStory = {
  ...story,
  action: samples.digestAction({
    title: `${samples.digestAction().title} ${'and its partners '.repeat(30)}`,
  }),
  boards: Array.from({ length: 36 }, (_, index) => ({
    boardDate: `20${String(26 - Math.floor(index / 12))}-${String(12 - (index % 12)).padStart(2, '0')}-16`,
    rating: samples.amber,
    reply: reply({ narrative: 'Waiting for the second review. '.repeat(60).trim() }),
    late: null,
  })),
};
