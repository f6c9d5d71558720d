import type { ActionStory, StoryReply } from '../../../src/domain/digest/action-story.ts';
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
