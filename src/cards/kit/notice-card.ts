import type { AdaptiveCard } from './card.ts';
import { escapeText, excerpt, plainLine, shortLine } from './escape.ts';
import { fillCard } from './template.ts';
import { button, buttonRows, type MenuVerb } from './verbs.ts';

/** A plain answer or a refusal, in words. */
export interface Notice {
  readonly tone: 'done' | 'information' | 'refusal';
  readonly title: string;
  readonly text: string;
  readonly buttons: readonly MenuButton[];
}

/** A button of a notice: one of the menu's verbs, for one plan and meeting where they are known. */
export interface MenuButton {
  readonly title: string;
  readonly verb: MenuVerb;
  readonly planId?: string;
  readonly meeting?: string;
}

/** Far more than any answer of ours; keeps a quoted text from filling the message. */
const textLength = 6000;

const signs: Record<Notice['tone'], string> = { done: '✔ ', information: '', refusal: '⚠ ' };

/** A plain answer or a refusal: a title, its words and at most a few buttons. */
export function noticeCard(notice: Notice): AdaptiveCard {
  return fillCard('notice', noticeData(notice));
}

/** What the notice's template is filled with. */
export function noticeData(notice: Notice): object {
  return {
    title: `${signs[notice.tone]}${shortLine(notice.title, 200)}`,
    text: escapeText(excerpt(notice.text, textLength)),
    rows: buttonRows(notice.buttons.map(({ title, ...data }) => button(plainLine(title), data))),
    fallback: plainLine(excerpt(`${notice.title}. ${notice.text}`, 500)),
  };
}
