import JSZip from 'jszip';
import type { Random } from './seeded-random.ts';

function pick<T>(random: Random, from: readonly T[]): T | undefined {
  return from[Math.floor(random() * from.length)];
}

/** Some bytes changed and, one time in four, the end cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const changed = Uint8Array.from(bytes);
  for (let flips = Math.ceil(random() * 8); flips > 0; flips -= 1) {
    changed[Math.floor(random() * changed.length)] = Math.floor(random() * 256);
  }
  return random() < 0.25 ? changed.slice(0, Math.floor(random() * changed.length)) : changed;
}

const nasty = [
  '',
  '-1',
  '0',
  'NaN',
  '1e309',
  '999999999999',
  'A0',
  'XFD1048576',
  'A1:XFD1048576',
  '__proto__',
  'constructor',
  '../../x',
  'javascript:alert(1)',
  ...['x', ' ', '1/', 'A, ', '(a', '- ', 'May 25 ', '1a ', 'x: ', '• '].map((one) =>
    one.repeat(30_000 / one.length),
  ),
  '&#x1F600;',
  '&#xD800;',
  '&amp;lt;',
  '￿',
];

/** A text file with lines, quotation marks and delimiters out of place. */
export function mutateText(text: string, random: Random): string {
  let changed = text;
  for (let count = Math.ceil(random() * 4); count > 0; count -= 1) {
    const at = Math.floor(random() * changed.length);
    const lines = changed.split('\n');
    const line = pick(random, lines) ?? '';
    const inserts = ['"', '""', ',', ';', '\t', '\r', '\n', '\u0000', '\ufeff', 'sep=;\n', line, ...nasty];
    const length = random() < 0.5 ? 0 : Math.floor(random() * 20);
    changed = `${changed.slice(0, at)}${pick(random, inserts) ?? ''}${changed.slice(at + length)}`;
  }
  return changed;
}

/** A package taken apart once, to be put together again with parts that are mostly sound XML but say nonsense. */
export async function openForMutation(bytes: Uint8Array): Promise<(random: Random) => Promise<Uint8Array>> {
  const zip = await JSZip.loadAsync(bytes);
  const parts = new Map<string, string>();
  for (const name of Object.keys(zip.files).filter((one) => !one.endsWith('/'))) {
    parts.set(name, (await zip.file(name)?.async('string')) ?? '');
  }
  const names = [...parts.keys()];
  const largest = names.reduce((a, b) => ((parts.get(b)?.length ?? 0) > (parts.get(a)?.length ?? 0) ? b : a));
  return async (random) => {
    const changed = new Map(parts);
    for (let count = Math.ceil(random() * 3); count > 0; count -= 1) {
      const name = random() < 0.5 ? largest : (pick(random, names) ?? largest);
      if (random() < 0.03) {
        changed.delete(name);
      } else {
        changed.set(name, mutateXml(changed.get(name) ?? '', random));
      }
    }
    const packed = new JSZip();
    for (const [name, content] of changed) {
      packed.file(name, content);
    }
    return packed.generateAsync({ type: 'uint8array', compression: 'STORE' });
  };
}

function mutateXml(xml: string, random: Random): string {
  const tags = [...xml.matchAll(/<[A-Za-z][^<>]*>/g)];
  const tag = pick(random, tags);
  const other = pick(random, tags);
  if (tag === undefined || other === undefined) {
    return xml;
  }
  const { start, end } = elementAt(xml, tag.index, tag[0]);
  const element = xml.slice(start, end);
  switch (Math.floor(random() * 7)) {
    case 0:
      return xml.slice(0, start) + xml.slice(end);
    case 1:
      return xml.slice(0, end) + element.repeat(Math.ceil(random() * 3)) + xml.slice(end);
    case 2: {
      // Moved or copied inside another element, which no schema allows.
      const into = other.index + other[0].length;
      return xml.slice(0, into) + element + xml.slice(into);
    }
    case 3:
      return xml.slice(0, tag.index) + xml.slice(tag.index + tag[0].length);
    case 4: {
      const values = [...tag[0].matchAll(/="[^"]*"/g)];
      const value = pick(random, values);
      if (value === undefined) {
        return xml;
      }
      const at = tag.index + value.index;
      return `${xml.slice(0, at)}="${pick(random, nasty) ?? ''}"${xml.slice(at + value[0].length)}`;
    }
    case 5: {
      const at = tag.index + tag[0].length;
      return xml.slice(0, at) + (pick(random, nasty) ?? '') + xml.slice(at);
    }
    default: {
      const depth = Math.ceil(random() * 400);
      const name = tag[0].match(/^<([^\s/>]+)/)?.[1] ?? 'x';
      return `${xml.slice(0, start)}${`<${name}>`.repeat(depth)}${element}${`</${name}>`.repeat(depth)}${xml.slice(end)}`;
    }
  }
}

/** Where the element that a tag opens starts and ends. */
function elementAt(xml: string, start: number, tag: string): { start: number; end: number } {
  const name = tag.match(/^<([^\s/>]+)/)?.[1] ?? '';
  if (tag.endsWith('/>')) {
    return { start, end: start + tag.length };
  }
  let depth = 0;
  const sameName = new RegExp(`<(/?)${name}(?=[\\s/>])[^<>]*?(/?)>`, 'g');
  sameName.lastIndex = start;
  for (let match = sameName.exec(xml); match !== null; match = sameName.exec(xml)) {
    depth += match[1] === '/' ? -1 : match[2] === '/' ? 0 : 1;
    if (depth === 0) {
      return { start, end: match.index + match[0].length };
    }
  }
  return { start, end: start + tag.length };
}
