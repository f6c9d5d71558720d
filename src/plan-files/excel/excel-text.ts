import { type Attributes, readXml } from '../../office/read-xml.ts';
import { unreadable } from '../../office/unreadable.ts';
import { fileLimits } from '../text/file-limits.ts';

/** A cell's text as written: in one piece, or in parts that look differently. */
export type WrittenText = string | readonly TextPart[];

export interface TextPart {
  readonly text: string;
  /** null where the part looks like the rest of its cell. */
  readonly struck: boolean | null;
}

/** The texts that cells name by number, as written; pronunciation guides left out. Throws Refusal('file-unreadable'). */
export function readSharedTexts(file: string, content: Uint8Array): WrittenText[] {
  const texts: WrittenText[] = [];
  const collect = createTextCollector();
  readXml(file, content, {
    open(name, attributes) {
      if (name === 'si') {
        if (texts.length >= fileLimits.cells) {
          throw unreadable(
            file,
            'holds far more text than a plan: copy the plan into a new workbook and send that.',
          );
        }
        collect.start();
      }
      collect.open(name, attributes);
    },
    text: collect.text,
    close(name) {
      collect.close(name);
      if (name === 'si') {
        texts.push(collect.take());
      }
    },
  });
  return texts;
}

/** Gathers the text of one string that may be made of runs. */
export interface TextCollector {
  start(): void;
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
  take(): WrittenText;
}

export function createTextCollector(): TextCollector {
  let collected = '';
  let parts: TextPart[] = [];
  /** How the run being read looks; null outside runs, or where it does not say. */
  let struck: boolean | null = null;
  let inText = false;
  let inGuide = false;
  let saysStruck = false;
  const endPart = () => {
    if (collected !== '') {
      parts.push({ text: unescapeText(collected), struck });
      collected = '';
    }
  };
  return {
    start() {
      collected = '';
      parts = [];
      struck = null;
      saysStruck = false;
    },
    open(name, attributes) {
      inText ||= name === 't';
      inGuide ||= name === 'rPh';
      if (name === 'rPr') {
        struck = false;
      } else if (name === 'strike') {
        struck = !/^(0|false)$/i.test(attributes['val'] ?? '');
      }
      saysStruck ||= struck !== null;
    },
    text(text) {
      if (inText && !inGuide) {
        collected += text;
      }
    },
    close(name) {
      inText &&= name !== 't';
      inGuide &&= name !== 'rPh';
      if (name === 'r') {
        // Parts matter only where one of them says how it looks.
        endPart();
        struck = null;
      }
    },
    take() {
      if (parts.length === 0) {
        return unescapeText(collected);
      }
      endPart();
      return saysStruck ? parts : parts.map(({ text }) => text).join('');
    },
  };
}

/** The text that stands and the text that is struck through, in a cell that is struck through itself or not. */
export function splitStruck(
  parts: readonly TextPart[],
  isCellStruck: boolean,
): { text: string; struck: string } {
  const isStruck = (part: TextPart) => part.struck ?? isCellStruck;
  const join = (some: readonly TextPart[]) => some.map(({ text }) => text).join('');
  return {
    // What was taken out leaves the spaces on both its sides.
    text: join(parts.filter((part) => !isStruck(part))).replace(/ {2,}/g, ' '),
    struck: join(parts.filter(isStruck)),
  };
}

/** What XML cannot carry Excel writes as `_x000D_`, and an underscore before such a code as `_x005F_`. */
export function unescapeText(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_code, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
}
