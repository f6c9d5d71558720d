/**
 * What a Markdown processor makes of a card's text, as far as our cards and their escapes use it: paragraphs, bold,
 * backslash escapes and entities, with raw HTML shown as text. One function without helpers, because the gallery
 * also runs its source in a browser.
 */
export function renderMarkdown(text: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  const html: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };
  return text
    .split('\n\n')
    .map((paragraph) => {
      let out = '';
      let bold = false;
      for (const token of paragraph.match(/\\[!-/:-@[-`{-~]|&(?:lt|gt|amp);|\*\*|[\s\S]/g) ?? []) {
        if (token === '**') {
          bold = !bold;
          out += bold ? '<strong>' : '</strong>';
          continue;
        }
        const said = token.length > 1 && token.startsWith('\\') ? token.slice(1) : (entities[token] ?? token);
        out += html[said] ?? said;
      }
      return `<p>${out}</p>`;
    })
    .join('\n');
}
