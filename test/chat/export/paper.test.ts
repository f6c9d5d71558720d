import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paperFormNames } from '../../../src/domain/plan/paper-settings.ts';
import { setPaper } from '../../../src/use-cases/paper/set-paper.ts';
import { checkWord } from '../../support/check-word.ts';
import { cardText } from '../../support/read-card.ts';
import { smallPeople } from '../../support/small-plan.ts';
import { type SmallPlanWorld, smallPlanId, startSmallPlan } from '../../support/small-world.ts';
import { cardOf } from '../../support/test-person.ts';

const operator = { via: 'cli' } as const;
type Who = 'morgan' | 'chris' | 'kit' | 'sam';

let world: SmallPlanWorld;
beforeAll(async () => {
  world = await startSmallPlan(['morgan', 'chris', 'kit', 'sam'], { publicUrl: 'https://actions.example' });
});
afterAll(() => world.close());

/** What a client that takes no files is answered. */
async function asks(who: Who, text: string) {
  const person = world.people[who];
  const { userId, name } = smallPeople[who];
  await person.posts({ type: 'message', text, from: { id: userId, name, aadObjectId: userId } });
  return person.messages().at(-1)?.card ?? {};
}

async function fileOf(card: object): Promise<{ name: string; bytes: Uint8Array }> {
  const path = /https:\/\/actions\.example(\/file\/[A-Za-z0-9_-]{43})"/.exec(JSON.stringify(card))?.[1];
  const response = await fetch(`${world.url}${path ?? '/file/none'}`);
  expect(response.status).toBe(200);
  return {
    name: response.headers.get('content-disposition') ?? '',
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}

describe('the board paper in chat', () => {
  it.each(['morgan', 'chris'] as const)('is given to %s as a Word file', async (who) => {
    const { name, bytes } = await fileOf(await asks(who, 'paper'));
    expect(name).toBe('attachment; filename="wexcombe-send-board-paper-as-imported.docx"');
    const { paragraphs, tables } = await checkWord(bytes);
    const text = [...paragraphs, ...tables.flat(2)].join('\n');
    expect(text).toContain('1 red, 1 amber of 4 actions');
    expect(text).toContain('1A i Agree one therapy specification');
    expect(text).toContain('Sam Barron');
  });

  it.each([
    ['kit', 'a member, who is not told what came after the freeze'],
    ['sam', 'a lead'],
  ] as const)('is not given to %s, %s', async (who, _who) => {
    expect(cardText(await asks(who, 'paper'))).toMatch(/for the chair and the project manager/);
    expect(cardText(await asks(who, 'paper public'))).toMatch(/for the chair and the project manager/);
  });

  it('is the same file when nothing has changed, and names nobody in its public version', async () => {
    const [once, again] = [await asks('morgan', 'paper'), await asks('morgan', 'paper')];
    const [one, other] = [await fileOf(once), await fileOf(again)];
    expect(Buffer.compare(one.bytes, other.bytes)).toBe(0);
    const shown = await fileOf(cardOf(await world.people.morgan.taps(once, 'Public version')));
    const { paragraphs, tables } = await checkWord(shown.bytes);
    const text = [...paragraphs, ...tables.flat(2)].join('\n');
    expect(text).not.toMatch(/Sam Barron|Lee Fenn/);
    expect(text).toContain('a lead officer of Wexcombe Council');
  });

  it.each(paperFormNames)('in the form %s can be read without seeing it', async (form) => {
    await setPaper(world.app.services, operator, smallPlanId, { form });
    const { bytes } = await fileOf(await asks('morgan', 'paper'));
    const { faults, headings } = await checkWord(bytes);
    expect(faults).toEqual([]);
    expect(headings.length).toBeGreaterThan(2);
  });
});
