import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cardInputs, cardText } from '../../support/read-card.ts';
import {
  promptOf,
  type SmallWorld,
  smallMeeting,
  smallPlanId,
  startSmallWorld,
} from '../../support/small-world.ts';
import { cardOf } from '../../support/test-person.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await startSmallWorld();
});
afterAll(() => world.close());

const readUpdate = async (actionId: string) =>
  (await world.app.services.store.readUpdate(smallPlanId, smallMeeting, actionId))?.value;
const listHistory = (actionId: string) => world.app.services.store.listHistory(smallPlanId, actionId);
const typed = (narrative: string) => ({ rating: 'Green', narrative });

describe('two leads who save one action at once', () => {
  it('saves one, tells the other what changed, and loses neither text', async () => {
    const { sam, jo } = world.people;
    const target = { ...world.idsOf('0001'), seen: 0 };
    const answers = [
      { by: 'Sam Barron', person: sam, text: 'What Sam says.' },
      { by: 'Jo Pike', person: jo, text: 'What Jo says.' },
    ];
    const cards = await Promise.all(
      answers.map(async ({ person, text }) =>
        cardOf(await person.forges('reply.save', { ...target, ...typed(text) })),
      ),
    );
    const saved = await readUpdate('0001');
    const winner = answers.findIndex(({ by }) => by === saved?.authorName);
    const [won, lost] = winner === 0 ? [0, 1] : [1, 0];
    expect(saved).toMatchObject({ narrative: answers[won]?.text, version: 1 });
    expect(cardText(cards[won] ?? {})).toContain('✔ Saved');
    expect(cardText(cards[lost] ?? {})).toContain(
      `${answers[won]?.by} saved this at 09:00 while you were writing.`,
    );
    expect(cardText(cards[lost] ?? {})).toContain(`Theirs is Green: “${answers[won]?.text}”`);
    expect(cardInputs(cards[lost] ?? {}).find(({ id }) => id === 'narrative')?.value).toBe(
      answers[lost]?.text,
    );

    const second = answers[lost];
    const receipt = cardOf(
      (await second?.person.taps(cards[lost] ?? {}, 'Save')) ?? { kind: 'message', text: 'nobody' },
    );
    expect(cardText(receipt)).toContain('✔ Saved');
    expect(await readUpdate('0001')).toMatchObject({ narrative: second?.text, version: 2 });
    const history = await listHistory('0001');
    expect(history.map(({ update }) => update?.narrative ?? null)).toEqual([answers[won]?.text, null]);
  });

  it('takes two different actions saved at once', async () => {
    const { sam, lee } = world.people;
    const answers = await Promise.all([
      sam.forges('reply.save', { ...world.idsOf('0002'), seen: 0, ...typed('Second.') }),
      lee.forges('reply.save', { ...world.idsOf('0003'), seen: 0, ...typed('Third.') }),
    ]);
    for (const answer of answers) expect(cardText(cardOf(answer))).toContain('✔ Saved');
  });
});

describe('one lead', () => {
  it('who taps Save twice saves once', async () => {
    const { lee } = world.people;
    const form = cardOf(await lee.taps(promptOf(lee), 'Update 2B i'));
    const before = (await readUpdate('0003'))?.version ?? 0;
    const inputs = typed('Saved by two taps.');
    const answers = await Promise.all([lee.taps(form, 'Save', inputs), lee.taps(form, 'Save', inputs)]);
    for (const answer of answers) expect(cardText(cardOf(answer))).toContain('✔ Saved');
    expect(cardText(cardOf(await lee.taps(form, 'Save', inputs)))).toContain('✔ Saved');
    expect(await readUpdate('0003')).toMatchObject({ narrative: 'Saved by two taps.', version: before + 1 });
    const saved = (await listHistory('0003')).filter(
      ({ update }) => update?.narrative === 'Saved by two taps.',
    );
    expect(saved).toEqual([]);
  });

  it('who taps "No change" twice at once replies once', async () => {
    const { jo } = world.people;
    const data = { ...world.idsOf('0002'), seen: 0 };
    const before = await readUpdate('0002');
    const answers = await Promise.all([jo.forges('reply.noChange', data), jo.forges('reply.noChange', data)]);
    // Sam has answered 1A ii above: what Jo wanted to leave unchanged is not what she saw.
    for (const answer of answers) {
      expect(cardText(cardOf(answer))).toContain('Sam Barron saved this at 09:00 while you were writing.');
    }
    expect(await readUpdate('0002')).toEqual(before);
  });

  it('who wants no change to what somebody else has just updated can still say so', async () => {
    const { jo } = world.people;
    const conflict = cardOf(await jo.forges('reply.noChange', { ...world.idsOf('0002'), seen: 0 }));
    expect(cardInputs(conflict).find(({ id }) => id === 'narrative')?.value).toBe('Second.');
    await jo.taps(conflict, 'Save');
    expect(await readUpdate('0002')).toMatchObject({
      narrative: 'Second.',
      version: 2,
      authorName: 'Jo Pike',
    });
  });
});
