import type { Link } from '../../domain/plan/document-facts.ts';
import type { ActionDraft } from '../table/draft-rows.ts';
import { oneLine } from '../text/clean-text.ts';
import { parseLinkUrl } from '../text/parse-link.ts';

/** The hyperlinks of an action's cells, and those its column of links writes out; each once, their texts on one line. */
export function readLinks(draft: ActionDraft): Link[] {
  const links = new Map<string, Link>();
  const add = (text: string, url: string) => {
    const link = { text: oneLine(text), url };
    links.set(`${link.url}\n${link.text}`, link);
  };
  for (const row of draft.rows) {
    const written = row.field('links');
    for (const link of parseLinks(written?.text ?? '') ?? []) {
      add(link.text, link.url);
    }
    for (const { cell } of row.own.filter((one) => one.cell !== written?.cell)) {
      for (const link of cell.links) {
        add(link.text, link.url);
      }
    }
  }
  return [...links.values()];
}

/** Lines such as `Terms of reference <https://...>`, or addresses alone; null where a line is anything else. */
export function parseLinks(text: string): Link[] | null {
  const links: Link[] = [];
  for (const line of text.split('\n')) {
    const [, words = '', named] = line.trim().match(/^(?:(.*)\s)?<([^<>\s]+)>$/) ?? [];
    const url = parseLinkUrl(named ?? line);
    if (url === null) {
      return null;
    }
    links.push({ text: named === undefined ? line.trim() : words.trim(), url });
  }
  return links;
}
