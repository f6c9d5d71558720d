import { z } from 'zod';
import type { Again, Answer } from './answer.ts';
import type { Asked } from './command.ts';
import type { Conversation } from './conversation.ts';
import { meeting, optional, planId } from './press-parts.ts';

/** A press of the menu, which asks for what a typed command asks for. */
export interface MenuPress {
  readonly schema: z.ZodType<{ readonly planId: string | null; readonly meeting: string | null }>;
  readonly command: Asked;
}

/** A press on a card: what it brings, and what answers it. Ids are only claims until a use case has checked them. */
export interface CardPress<S extends z.ZodType<object> = z.ZodType<object>> {
  readonly schema: S;
  /** Why it is not answered in a channel or group chat, where it is not. */
  readonly ownChat?: string;
  /** Its answer takes the place of the card for everybody who reads along. */
  readonly forAll?: true;
  answer(conversation: Conversation, pressed: z.output<S>): Promise<Answer | Again>;
}

export type Press = MenuPress | CardPress;

/** Presses by their verb. Cards already sent keep theirs for ever: add, do not rename. */
export type Presses = Readonly<Record<string, Press>>;

/** A press that brings these fields. */
export function press<F extends z.ZodRawShape>(
  fields: F,
  answer: (conversation: Conversation, pressed: z.output<z.ZodObject<F>>) => Promise<Answer | Again>,
  place: Pick<CardPress, 'ownChat' | 'forAll'> = {},
): Press {
  return pressOf(z.object(fields), answer, place);
}

/** A press whose fields are read by a schema of its own. */
export function pressOf<S extends z.ZodType<object>>(
  schema: S,
  answer: (conversation: Conversation, pressed: z.output<S>) => Promise<Answer | Again>,
  place: Pick<CardPress, 'ownChat' | 'forAll'> = {},
): Press {
  const made: CardPress<S> = { schema, answer, ...place };
  return made;
}

const whereAsked = z.object({ planId: optional(planId), meeting: optional(meeting) });

/** A button that asks for what can be typed; it may leave plan and meeting to be found. */
export function menuPress(command: Asked): Press {
  return { schema: whereAsked, command };
}
