import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../src/cards/kit/card.ts';
import { replyFormCard } from '../../../src/cards/reply/reply-form-card.ts';
import { nodesOf, textsOf } from '../kit/lint-card.ts';
import { draft, form, formConflict, formErrors } from '../samples/samples.ts';

const inputOf = (card: AdaptiveCard, id: string) => nodesOf(card).find((node) => node['id'] === id);
const actionOf = (card: AdaptiveCard, title: string) =>
  nodesOf(card).find((node) => node['title'] === title && node['type'] === 'Action.Execute');

describe('replyFormCard', () => {
  it('has an input for every field of a draft, named like it', () => {
    const ids = nodesOf(replyFormCard({ ...form, offerFinished: true }))
      .filter((node) => String(node['type']).startsWith('Input.'))
      .map((node) => node['id']);
    expect(ids.toSorted()).toEqual(Object.keys(draft).toSorted());
  });

  it('keeps what was typed as it was typed', () => {
    const narrative = '*bold* <at>x</at> ${1+1}\n- bullet';
    const card = replyFormCard({ ...form, draft: { ...draft, narrative, revisedDate: '2027-01-31' } });
    expect(inputOf(card, 'narrative')?.['value']).toBe(narrative);
    expect(inputOf(card, 'revisedDate')?.['value']).toBe('2027-01-31');
    expect(inputOf(card, 'rating')?.['value']).toBe('Amber');
  });

  it('shows the words of a key as words, whatever they hold', () => {
    const meaning = '[Approve](https://evil.example) at once';
    const ratingKey = [{ label: 'Red', meaning, level: 'red' as const }];
    const { choices } = { choices: [], ...inputOf(replyFormCard({ ...form, ratingKey }), 'rating') };
    expect(JSON.stringify(choices)).not.toMatch(/[^\\]\]\(/);
    expect(JSON.stringify(choices)).toContain('Approve');
  });

  it('offers the plan’s own key with its meanings', () => {
    expect(inputOf(replyFormCard(form), 'rating')?.['choices']).toEqual([
      { title: '◆ Red: Not on track', value: 'Red' },
      { title: '▲ Amber: Not on track but can be recovered', value: 'Amber' },
      { title: '● Green: On track', value: 'Green' },
      { title: '✔ Blue (complete)', value: 'Blue' },
    ]);
  });

  it('puts each error right above its field and counts them on top', () => {
    const { body } = replyFormCard(formErrors);
    const nodes = body as readonly {
      readonly id?: string;
      readonly text?: string;
    }[];
    for (const [field, words] of Object.entries(formErrors.errors)) {
      const at = nodes.findIndex((node) => node.text === `⚠ ${words}`);
      expect(nodes[at]).toMatchObject({ type: 'TextBlock', weight: 'Bolder' });
      expect(nodes[at + 1]?.id).toBe(field);
    }
    expect(textsOf(replyFormCard(formErrors)).join()).toContain('3 fields need your attention');
  });

  it('asks reason and recovery step only in words, since few ratings need them', () => {
    const card = replyFormCard(form);
    expect(inputOf(card, 'reason')?.['label']).toBe(
      'Why is it off track? (needed for Red and Amber, and for a new date)',
    );
    expect(inputOf(card, 'reason')?.['isRequired']).toBeUndefined();
    expect(inputOf(card, 'evidence')?.['label']).toBe('What shows it is done? (needed for Blue)');
  });

  it('tells what somebody else saved meanwhile', () => {
    expect(textsOf(replyFormCard(formConflict)).join()).toContain(
      'Dana Ho saved this at 10:42 while you were writing. Theirs is Red: “The fourth provider has withdrawn. \\*Escalated\\* to the ICB.”',
    );
  });

  it('saves against the version it was filled with, and cancels without asking for anything', () => {
    const card = replyFormCard(formConflict);
    expect(actionOf(card, 'Save')?.['data']).toEqual({
      verb: 'reply.save',
      planId: form.planId,
      meeting: form.cycleId,
      actionId: '0007',
      seen: 2,
    });
    expect(actionOf(card, 'Cancel')).toMatchObject({ verb: 'prompt.show', associatedInputs: 'none' });
  });

  it('shows what was said last only once it differs from the text to edit', () => {
    expect(textsOf(replyFormCard(form)).join()).not.toContain('Last said');
    expect(textsOf(replyFormCard(formErrors)).join()).toContain('Last said');
  });
});
