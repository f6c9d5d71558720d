const longestUrl = 2_000;

/** A hyperlink's address as it may be kept: the web or e-mail, never a script, file or local address. null for any other. */
export function parseLinkUrl(address: string): string | null {
  const trimmed = address.trim();
  if (trimmed.length > longestUrl || !URL.canParse(trimmed)) {
    return null;
  }
  const url = new URL(trimmed);
  const isKept =
    ['http:', 'https:', 'mailto:'].includes(url.protocol) && url.username === '' && url.password === '';
  return isKept ? url.href : null;
}
