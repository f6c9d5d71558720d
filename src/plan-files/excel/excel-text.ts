import { readXml } from '../office/read-xml.ts';
import { fileLimits, unreadable } from '../text/file-limits.ts';

/** The texts that cells name by number, as written; pronunciation guides left out. Throws Refusal('file-unreadable'). */
export function readSharedTexts(file: string, content: Uint8Array): string[] {
  const texts: string[] = [];
  const collect = createTextCollector();
  readXml(file, content, {
    open(name) {
      if (name === 'si') {
        if (texts.length >= fileLimits.cells) {
          throw unreadable(
            file,
            'holds far more text than a plan: copy the plan into a new workbook and send that.',
          );
        }
        collect.start();
      }
      collect.open(name);
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
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
  take(): string;
}

export function createTextCollector(): TextCollector {
  let collected = '';
  let inText = false;
  let inGuide = false;
  return {
    start() {
      collected = '';
    },
    open(name) {
      inText ||= name === 't';
      inGuide ||= name === 'rPh';
    },
    text(text) {
      if (inText && !inGuide) {
        collected += text;
      }
    },
    close(name) {
      inText &&= name !== 't';
      inGuide &&= name !== 'rPh';
    },
    take: () => unescapeText(collected),
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
