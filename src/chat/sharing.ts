interface Sharing {
  /** Asked in a channel, its answer is read by people who may be of no board: whoever asks says first that they should. */
  readonly asksFirst: boolean;
  readonly because: string;
}

/**
 * Everything that is answered where others read along, by the kind of a command or the verb of a press; what is not here is
 * between a person and the bot.
 */
const sharing = {
  help: { asksFirst: false, because: 'what can be typed is nothing of a plan' },
  hello: { asksFirst: false, because: 'a greeting is nothing of a plan' },
  unknown: { asksFirst: false, because: 'it is answered with help' },
  digest: { asksFirst: true, because: 'it names what is red, why, and who has not replied' },
  action: { asksFirst: true, because: 'it gives a lead’s own words' },
  history: { asksFirst: true, because: 'it gives what leads said for every board' },
  picture: { asksFirst: true, because: 'it shows how the plan stands' },
  'digest.page': { asksFirst: true, because: 'it is a digest' },
  'digest.action': { asksFirst: true, because: 'it is an action of one' },
  'board-channel': { asksFirst: false, because: 'it tells the name of a plan to who is to read its paper' },
  'post.here': { asksFirst: false, because: 'it is the answer to being asked' },
  'post.alone': { asksFirst: false, because: 'it is the other answer' },
} as const satisfies Readonly<Record<string, Sharing>>;

export const sharedNames = Object.keys(sharing) as (keyof typeof sharing)[];

function sharingOf(name: string): Sharing | null {
  return Object.hasOwn(sharing, name) ? sharing[name as keyof typeof sharing] : null;
}

/** Whether a command or a press is answered where others read along. */
export const isShared = (name: string): boolean => sharingOf(name) !== null;

/** Whether a channel is asked before it reads the answer. */
export const asksFirst = (name: string): boolean => sharingOf(name)?.asksFirst === true;
