import type { AdaptiveCard } from '../../cards/kit/card.ts';
import { noticeCard } from '../../cards/kit/notice-card.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import { postHere, stopPosting } from '../../use-cases/delivery/set-post-channel.ts';
import { type Command, planCommand } from '../command.ts';
import type { Conversation } from '../conversation.ts';
import type { Presses } from '../press.ts';

interface ChannelAsked {
  readonly kind: 'board-channel';
  readonly posts: boolean;
}

const here: ChannelAsked = { kind: 'board-channel', posts: true };
const no: ChannelAsked = { kind: 'board-channel', posts: false };

/** Where the link to the paper is posted on publication day: said in the channel itself. */
export const commands: readonly Command[] = [
  planCommand<ChannelAsked>('run-cycle', {
    kind: 'board-channel',
    phrases: { 'post here': here, 'post paper here': here, 'stop posting': no, 'stop posting here': no },
    help: [
      {
        place: 25,
        example: 'post here',
        words: 'In the board’s channel: a link to the paper on publication day; “stop posting” ends it',
      },
    ],
    answer: (conversation, { posts }, { planId }) =>
      posts ? startPosting(conversation, planId) : endPosting(conversation, planId),
  }),
];

export const presses: Presses = {};

async function startPosting(
  { services, sender, channel = null, documentUrl }: Conversation,
  planId: string,
): Promise<AdaptiveCard> {
  if (channel === null) {
    throw new Refusal('bad-input', 'Type “post here” in the board’s channel: that is where I shall post.');
  }
  if (documentUrl('') === null) {
    throw new Refusal(
      'bad-input',
      'The service has no public address, so there is no link to post. Whoever runs it sets PUBLIC_URL.',
    );
  }
  const { planName } = await postHere(services, sender, planId, channel);
  return noticeCard({
    tone: 'done',
    title: 'The paper will be posted here',
    text: `On the day of publication I post a link to the board paper of ${planName} in this channel, once the cycle is frozen. Whoever reads this channel can download it for seven days. Type “stop posting” to end that.`,
    buttons: [],
  });
}

async function endPosting({ services, sender }: Conversation, planId: string): Promise<AdaptiveCard> {
  const { planName, changed } = await stopPosting(services, sender, planId);
  return noticeCard({
    tone: changed ? 'done' : 'information',
    title: changed ? 'Nothing more is posted' : 'Nothing was to be posted',
    text: `No link to the board paper of ${planName} goes to a channel.`,
    buttons: [],
  });
}
