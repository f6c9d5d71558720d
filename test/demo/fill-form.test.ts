import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { cannedReplies, laterReplies } from '../../src/demo/colleagues/canned-replies.ts';
import { chooseReply, fillForm } from '../../src/demo/colleagues/fill-form.ts';
import type { CardReading } from '../../src/demo/colleagues/read-card.ts';
import { sampleAssignments } from '../../src/demo/sample/sample-plan.ts';
import { judgeReply } from '../../src/domain/reply/reply.ts';

const today = Temporal.PlainDate.from('2026-11-21');
const labels = ['Red', 'Amber', 'Green', 'Complete'];
const key = [
  { label: 'Red', meaning: '', level: 'red' },
  { label: 'Amber', meaning: '', level: 'amber' },
  { label: 'Green', meaning: '', level: 'green' },
  { label: 'Complete', meaning: '', level: 'complete' },
] as const;
const ids = ['rating', 'narrative', 'reason', 'recoveryStep', 'revisedDate', 'evidence'];

function formWith(values: Readonly<Record<string, string>>): CardReading {
  const inputs = ids.map((id) => ({ id, value: values[id] ?? '', choices: id === 'rating' ? labels : [] }));
  return { texts: [], buttons: [], inputs };
}

describe('what a simulated colleague says', () => {
  const allReplies = [
    ...Object.entries(cannedReplies),
    ...Object.entries(laterReplies).flatMap(([rating, replies]) =>
      replies.map((reply) => [rating, reply] as const),
    ),
  ];

  it.each(allReplies)('for %s is a reply that the form takes', (_name, reply) => {
    const filled = fillForm(formWith({}), reply, today);
    const text = (id: string) => filled[id] ?? '';
    const draft = {
      ...{ rating: text('rating'), narrative: text('narrative'), reason: text('reason'), finished: false },
      ...{ recoveryStep: text('recoveryStep'), evidence: text('evidence'), revisedDate: text('revisedDate') },
    };
    expect(judgeReply(draft, key, today)).toMatchObject({
      ok: true,
      reply: { rating: { label: reply.rating } },
    });
  });

  it('is about actions of the sample plan', () => {
    const refs = sampleAssignments({ name: 'A B', userId: 'x' }).map(({ ref }) => ref);
    expect(Object.keys(cannedReplies).filter((ref) => !refs.includes(ref))).toEqual([]);
  });

  it('is their own reply first, and another one for the rating from then on', () => {
    const first = chooseReply('2A v', formWith({ rating: 'Red', narrative: 'As imported.' }));
    expect(first).toBe(cannedReplies['2A v']);
    const second = chooseReply('2A v', formWith({ rating: 'Amber', narrative: first?.narrative ?? '' }));
    expect(second).toBe(laterReplies.Amber[0]);
  });

  it('is “no change” for an action they have nothing to say of', () => {
    expect(chooseReply('1A iii', formWith({ rating: 'Green', narrative: 'Two visits held.' }))).toBeNull();
  });

  it('keeps what stands in fields they have nothing new for, and rates by the form’s own choices', () => {
    const form = { ...formWith({ evidence: 'Minutes', rating: 'On track' }) };
    const other = {
      ...form,
      inputs: form.inputs.map((input) =>
        input.id === 'rating' ? { ...input, choices: ['On track'] } : input,
      ),
    };
    const reply = { rating: 'Green', narrative: 'Going well.' } as const;
    expect(fillForm(other, reply, today)).toMatchObject({
      evidence: 'Minutes',
      rating: 'On track',
      narrative: 'Going well.',
    });
  });
});
