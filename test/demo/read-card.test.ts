import { describe, expect, it } from 'vitest';
import { readCard } from '../../src/demo/colleagues/read-card.ts';

describe('reading a card', () => {
  it('gives what a person sees, in reading order, and no fallback', () => {
    const data = { verb: 'reply.open', actionId: '0007' };
    const card = {
      type: 'AdaptiveCard',
      body: [
        { type: 'TextBlock', text: 'Reminder: 1 action still to answer' },
        {
          type: 'Container',
          items: [
            { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: '1B vi' }] },
            {
              type: 'ActionSet',
              actions: [
                {
                  ...{
                    type: 'Action.Execute',
                    title: 'Update',
                    tooltip: 'Update 1B vi',
                    verb: 'reply.open',
                    data,
                  },
                  fallback: { type: 'Action.Execute', title: 'Old client', verb: 'reply.open', data },
                },
                { type: 'Action.ToggleVisibility', title: 'Show 2 steps' },
              ],
            },
          ],
        },
        { type: 'Input.ChoiceSet', id: 'rating', value: 'Red', choices: [{ title: '◆ Red', value: 'Red' }] },
        { type: 'Input.Text', id: 'narrative' },
      ],
    };
    expect(readCard(card)).toEqual({
      texts: ['Reminder: 1 action still to answer', '1B vi'],
      buttons: [{ title: 'Update', tooltip: 'Update 1B vi', verb: 'reply.open', data }],
      inputs: [
        { id: 'rating', value: 'Red', choices: ['Red'] },
        { id: 'narrative', value: '', choices: [] },
      ],
    });
  });

  it.each([null, undefined, 'text', 7, [], {}, { type: 7 }])('reads %j as an empty card', (card) => {
    expect(readCard(card)).toEqual({ texts: [], buttons: [], inputs: [] });
  });
});
