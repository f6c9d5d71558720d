const names: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a bare host name or address is this machine’s own. Nothing that only resolves to it. */
export function isLoopback(hostname: string): boolean {
  return names.has(hostname.toLowerCase());
}

/**
 * Whether a `Host`, with any port or none, names this machine itself. A web page whose name was rebound to 127.0.0.1
 * reaches the service, but the browser still says the page’s name here.
 */
export function isLoopbackHost(host: string): boolean {
  const parts = /^(?:\[([^\]]*)\]|([^:[\]]*))(?::\d{1,5})?$/.exec(host);
  return parts !== null && (parts[1] === '::1' || isLoopback(parts[2] ?? ''));
}

/** Whether the page that sent a request, by its `Origin`, came from this machine; `null` and other schemes did not. */
export function isLoopbackOrigin(origin: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/?#@]*)$/i.exec(origin) ?? [];
  return isLoopbackHost(host);
}

/** A web address of a host alone; plain HTTP on this machine only. null for anything else. */
export function parseOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, hostname, origin, username, pathname, search, hash } = new URL(text);
  const isSafe =
    protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[(.*)\]$/, '$1')));
  const isBare = username === '' && pathname === '/' && search === '' && hash === '' && !/[?#]$/.test(text);
  return isSafe && isBare ? origin : null;
}
