import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openCycle } from '../../../src/use-cases/cycle/open-cycle.ts';
import { eventually } from '../../support/eventually.ts';
import { cardBytes, cardText } from '../../support/read-card.ts';
import { importFiles, smallPeople, smallPeopleFile } from '../../support/small-plan.ts';
import { type TestPerson, wordsOf } from '../../support/test-person.ts';
import { startWorld, type TestWorld } from '../../support/test-world.ts';

/** Less than in production, where four seconds leave one for the answer to arrive; a busy machine gets a second and a half more. */
const patience = { dueMilliseconds: 2_000, settleMilliseconds: 12_000 };
const fiveSeconds = patience.dueMilliseconds + 1_500;
const planId = 'wexcombe-send';

const narrative = 'The panel has met and agreed what is left to do. '.repeat(41).slice(0, 2_000);
const ratings = ['Red', 'Amber', 'Green'];
const tracker = [
  'Wexcombe SEND improvement plan',
  'Wexcombe SEND Board',
  'Position at 1 October 2026',
  '',
  'Ref,Theme,Action,Timescale,Progress,RAG',
  ...Array.from(
    { length: 500 },
    (_, index) =>
      `A${index + 1},Theme ${index % 9},Do thing ${index + 1},December 2026,${narrative},${ratings[index % 3]}`,
  ),
  '',
].join('\r\n');

let world: TestWorld;
let chris: TestPerson;
beforeAll(async () => {
  world = await startWorld({ serving: true, proxied: true, patience });
  const { services } = world.app;
  await importFiles(services, { planId, tracker, people: smallPeopleFile });
  await openCycle(services, { via: 'cli' }, planId, { meeting: '2026-12-16' });
  chris = world.person(smallPeople.chris);
  await chris.installs();
}, 120_000);
afterAll(() => world.close());
afterEach(() => world.proxy?.setMode('pass'));

const newest = () => cardText(chris.messages().at(-1)?.card ?? {});

async function timed<T>(work: Promise<T>): Promise<{ answer: T; milliseconds: number }> {
  const from = performance.now();
  return { answer: await work, milliseconds: performance.now() - from };
}

const asked = [
  ['digest', 'Digest: red and amber'],
  ['action A250', 'A250: Do thing 250'],
  ['history A250', 'Said for each board'],
] as const;
const place = { planId, meeting: '2026-12-16', page: 1 };

describe('a plan of 500 actions with 2,000 characters each', () => {
  it.each(asked)(
    'answers “%s” in time, in a message that Teams takes',
    async (text, words) => {
      const { milliseconds } = await timed(chris.says(text));
      expect(milliseconds).toBeLessThan(fiveSeconds);
      // A busy machine may be late, and then brings it.
      await eventually(() => expect(newest()).toContain(words), 20_000);
      expect(cardBytes(chris.messages().at(-1)?.card ?? {})).toBeLessThan(80_000);
    },
    30_000,
  );

  it.each(asked)(
    'says of “%s” where storage is slow that it is coming, and brings it in its place',
    async (text, words) => {
      await world.proxy?.setMode('slow', 1_500);
      const count = chris.messages().length;
      const { answer, milliseconds } = await timed(chris.says(text));
      expect(milliseconds).toBeLessThan(fiveSeconds);
      expect(cardText(answer)).toContain('I’m on it …');
      await eventually(() => expect(newest()).toContain(words), 40_000);
      expect(chris.messages()).toHaveLength(count + 1);
    },
    60_000,
  );

  it('says so of a press, and sends what was asked for', async () => {
    await world.proxy?.setMode('slow', 1_500);
    for (const [verb, data, words] of [
      ['digest.page', { ...place, filter: { level: 'red' } }, 'Digest: red only'],
      ['digest.action', { ...place, actionId: '0250', back: 1 }, 'A250: Do thing 250'],
    ] as const) {
      const { answer, milliseconds } = await timed(chris.forges(verb, data));
      expect(milliseconds).toBeLessThan(fiveSeconds);
      expect(wordsOf(answer)).toContain('I’ll send you the result here');
      await eventually(() => expect(newest()).toContain(words), 40_000);
    }
  }, 90_000);

  it('offers a picture at once, or says that it is coming and brings it', async () => {
    const offers = () => chris.messages().flatMap(({ files }) => files);
    const quick = await timed(chris.posts({ type: 'message', text: 'picture' }));
    expect(quick.milliseconds).toBeLessThan(fiveSeconds);
    await eventually(() => expect(offers()).toHaveLength(1), 40_000);
    await world.proxy?.setMode('slow', 1_500);
    const { milliseconds } = await timed(chris.posts({ type: 'message', text: 'picture slippage' }));
    expect(milliseconds).toBeLessThan(fiveSeconds);
    expect(newest()).toContain('I’m on it …');
    await eventually(() => expect(offers()).toHaveLength(2), 40_000);
    await eventually(() => expect(newest()).not.toContain('I’m on it …'), 10_000);
  }, 90_000);
});
