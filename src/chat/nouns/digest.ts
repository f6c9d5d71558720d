import { z } from 'zod';
import { digestCard } from '../../cards/digest/digest-card.ts';
import { showDigest } from '../../use-cases/digest/show-digest.ts';
import { type Command, type ListedCommand, planCommand } from '../command.ts';
import { menuPress, type Presses, press } from '../press.ts';
import { meeting, optional, page, planId } from '../press-parts.ts';

/** null leaves a level, or a theme or priority, open. */
interface DigestAsked {
  readonly kind: 'digest';
  readonly level: 'red' | 'amber' | null;
  readonly group: string | null;
}

const whole: DigestAsked = { kind: 'digest', level: null, group: null };

const listedInChannels: readonly ListedCommand[] = [
  {
    place: 1,
    title: 'digest',
    description: 'What is red and amber, what moved and who has not replied',
    where: 'shared',
  },
  {
    place: 2,
    title: 'digest red',
    description: 'Red actions only; add a theme or priority to narrow it',
    where: 'shared',
  },
  {
    place: 3,
    title: 'digest amber',
    description: 'Amber actions only, for example: digest amber joint commissioning',
    where: 'shared',
  },
];

export const commands: readonly Command[] = [
  planCommand<DigestAsked>('read-digest', {
    kind: 'digest',
    phrases: { digest: whole },
    patterns: [{ pattern: /^digest\s+(.+)$/iu, read: readDigest }],
    isShared: true,
    help: [
      { place: 3, example: 'digest', words: 'Red and amber, movements, who has not replied' },
      { place: 4, example: 'digest red', words: 'The reds alone' },
      {
        place: 5,
        example: 'digest amber joint commissioning',
        words: 'The ambers of one theme or priority',
      },
    ],
    listed: [
      {
        place: 4,
        title: 'digest',
        description: 'What is red and amber, what moved, who is silent; or: digest red',
        where: 'personal',
      },
      ...listedInChannels,
    ],
    answer: async ({ services, sender }, { level, group }, { planId, meeting }) =>
      digestCard(await showDigest(services, sender, { planId, cycleId: meeting, level, group })),
  }),
];

/** What page buttons carry; a level or group left out means all. */
const filter = z
  .object({ level: z.enum(['red', 'amber']).optional(), group: z.string().min(1).max(200).optional() })
  .default({});

export const presses: Presses = {
  'menu.digest': menuPress(whole),
  /** `meeting` is null for a plan that has had no cycle. */
  'digest.page': press(
    { planId, meeting: optional(meeting), page, filter },
    async ({ services, sender }, { planId, meeting, page, filter: { level = null, group = null } }) =>
      digestCard(await showDigest(services, sender, { planId, cycleId: meeting, level, group }), page),
    { isShared: true },
  ),
};

function readDigest(words: string): DigestAsked {
  const match = /^(red|amber)s?(?:\s+(.*))?$/iu.exec(words);
  const level = match?.[1]?.toLowerCase() === 'red' ? 'red' : match ? 'amber' : null;
  const group = (match ? (match[2] ?? '') : words).trim();
  return { kind: 'digest', level, group: group === '' ? null : group };
}
