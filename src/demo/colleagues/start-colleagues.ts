import { setTimeout as wait } from 'node:timers/promises';
import type { Temporal } from 'temporal-polyfill';
import type { SampleUser } from '../sample/sample-people.ts';
import { cannedAnswer } from './canned-replies.ts';
import { type Character, listCharacters, reactTo } from './characters.ts';
import { chooseReply, fillForm } from './fill-form.ts';
import { type CardButton, type CardReading, readCard } from './read-card.ts';
import { type ReceivedCard, type StandInChannel, startStandInChannel } from './stand-in-channel.ts';

export interface ColleaguesOptions {
  /** The bot's `POST /api/messages`. */
  readonly botUrl: string;
  readonly user: SampleUser;
  /** Multiplies every wait: 1 for a person's pace, near 0 for tests. */
  readonly pace: number;
  /** 0 <= n < 1; spreads the replies. */
  readonly random: () => number;
  readonly today: () => Temporal.PlainDate;
  /** Hears what each colleague did, a line each. */
  readonly tell: (line: string) => void;
}

export interface Colleagues {
  readonly characters: readonly Character[];
  /** Everybody but those who never met the bot installs it. */
  install(): Promise<void>;
  /** After a restart: those who answer without being chased ask for what they may have missed. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

/** Seconds a colleague takes over one action. */
const perAction = { fromSeconds: 1, toSeconds: 3 };

const between = (range: { fromSeconds: number; toSeconds: number }, random: () => number) =>
  range.fromSeconds + random() * (range.toSeconds - range.fromSeconds);

/** Starts the simulated colleagues: they see nothing but the messages the bot sends them, and answer through its door. */
export async function startColleagues(options: ColleaguesOptions): Promise<Colleagues> {
  const { botUrl, user, pace, random, tell } = options;
  const characters = listCharacters(user);
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<void>>();
  const pause = (seconds: number) => wait(seconds * pace * 1000, undefined, { signal: stopping.signal });

  const react = async (character: Character, received: ReceivedCard, card: CardReading) => {
    const tone = card.texts.some((text) => text.startsWith('Reminder')) ? 'reminder' : 'prompt';
    const reaction = reactTo(character.habit, tone);
    const named = `Simulated colleague ${character.person.name}`;
    if (reaction.kind === 'ignore') {
      tell(`${named} got the ${tone} and lets it lie.`);
      return;
    }
    await pause(between(reaction, random));
    const replied = await answerAll(
      channel,
      character,
      { received, card },
      { think: () => pause(between(perAction, random)), today: options.today },
    );
    if (replied > 0) tell(`${named} replied to ${replied} ${replied === 1 ? 'action' : 'actions'}.`);
  };

  const answer = async (character: Character, received: ReceivedCard, question: CardButton) => {
    const reaction = reactTo(character.habit, 'prompt');
    if (reaction.kind === 'ignore') return;
    await pause(between(reaction, random));
    const data = { ...question.data, text: cannedAnswer };
    await channel.press(character.person, received, question.verb, data);
    tell(`Simulated colleague ${character.person.name} answered a question.`);
  };

  const onCard = (received: ReceivedCard) => {
    const character = characters.find(({ person }) => person.userId === received.userId);
    const card = readCard(received.card);
    const question = card.buttons.find(({ verb }) => verb === 'question.answer');
    const asked = question ?? card.buttons.find(({ verb }) => verb === 'reply.open');
    if (!character || !asked || stopping.signal.aborted) return;
    // One at a time for each meeting: who is about to answer needs no reminder.
    const key = `${received.userId} ${String(asked.data['questionId'] ?? asked.data['meeting'])}`;
    if (underWay.has(key)) return;
    const work = (question ? answer(character, received, question) : react(character, received, card))
      .catch((error: unknown) => {
        if (!stopping.signal.aborted)
          tell(`Simulated colleague ${character.person.name} gave up: ${String(error)}`);
      })
      .finally(() => underWay.delete(key));
    underWay.set(key, work);
  };

  const channel = await startStandInChannel(botUrl, onCard);
  const each = async (chosen: readonly Character[], act: (character: Character) => Promise<void>) => {
    await Promise.all(chosen.map(act));
  };
  return {
    characters,
    install: () =>
      each(
        characters.filter(({ habit }) => habit !== 'never-met'),
        ({ person }) => channel.install(person),
      ),
    catchUp: () =>
      each(
        characters.filter(({ habit }) => habit === 'quick' || habit === 'late'),
        ({ person }) => channel.say(person, 'my actions'),
      ),
    async close() {
      stopping.abort();
      await Promise.all(underWay.values());
      await channel.close();
    },
  };
}

/** A prompt as it came, and as its person reads it. */
interface Prompt {
  readonly received: ReceivedCard;
  readonly card: CardReading;
}

/** What a reply takes beside the prompt. */
interface Replying {
  /** Passes the time that one action takes. */
  think(): Promise<unknown>;
  today(): Temporal.PlainDate;
}

/** Works through a prompt's open actions one by one; gives how many replies were saved. */
async function answerAll(
  channel: StandInChannel,
  { person, refs }: Character,
  { received, card }: Prompt,
  { think, today }: Replying,
): Promise<number> {
  let saved = 0;
  for (const button of card.buttons) {
    const ref = /^Update (.+)$/.exec(button.tooltip)?.[1];
    if (button.verb !== 'reply.open' || ref === undefined || !refs.includes(ref)) continue;
    await think();
    const form = readCard(await channel.press(person, received, button.verb, button.data));
    const reply = chooseReply(ref, form);
    const noChange = card.buttons.find(
      ({ tooltip, verb }) => verb === 'reply.noChange' && tooltip.endsWith(` ${ref}`),
    );
    const save = form.buttons.find(({ verb }) => verb === 'reply.save');
    const pressed = reply === null ? noChange : save;
    if (pressed === undefined) continue;
    const typed = reply === null ? {} : fillForm(form, reply, today());
    const answered = readCard(
      await channel.press(person, received, pressed.verb, { ...pressed.data, ...typed }),
    );
    if (answered.texts.some((text) => text.startsWith('✔ Saved'))) saved += 1;
    else
      throw new Error(
        `no receipt for ${ref}: ${answered.texts.filter((text) => text.startsWith('⚠')).join(' ')}`,
      );
  }
  return saved;
}
