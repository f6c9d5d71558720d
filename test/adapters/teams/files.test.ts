import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileSource, parseFileUrl } from '../../../src/adapters/teams/files.ts';
import { type FileHost, startFileHost } from '../../support/file-host.ts';

const loopback = [
  'http://127.0.0.1:4000/x',
  'http://localhost/x',
  'https://localhost:8443/x',
  'http://[::1]:4000/x',
];

describe('parseFileUrl', () => {
  it.each([
    'https://wexcombe-my.sharepoint.com/personal/a/_layouts/15/download.aspx?UniqueId=1&tempauth=t',
    'https://wexcombe.sharepoint.us/x',
    'https://wexcombe-my.sharepoint-mil.us/x',
    'https://WEXCOMBE.SharePoint.com/x',
    'https://wexcombe.sharepoint.com:443/x',
    'https://a.onedrive.com/x',
  ])('takes %s, signed in or not', (text) => {
    expect(parseFileUrl(text, false)?.href).toBe(new URL(text).href);
    expect(parseFileUrl(text, true)).not.toBeNull();
  });

  it.each([
    'http://wexcombe.sharepoint.com/x',
    'https://wexcombe.sharepoint.com:8443/x',
    'https://someone@wexcombe.sharepoint.com/x',
    'https://wexcombe.sharepoint.com.example.org/x',
    'https://notsharepoint.com/x',
    'https://sharepoint.com/x',
    'https://example.org/.sharepoint.com',
    'https://example.org#.sharepoint.com',
    'https://169.254.169.254/x',
    'https://10.1.2.3/x',
    'https://[fd00::1]/x',
    'http://2130706433.example/x',
    'ftp://wexcombe.sharepoint.com/x',
    'data:text/csv,Ref',
    'file:///etc/passwd',
    '//wexcombe.sharepoint.com/x',
    'no address',
    '',
  ])('takes %s in no case', (text) => {
    expect(parseFileUrl(text, false)).toBeNull();
    expect(parseFileUrl(text, true)).toBeNull();
  });

  it.each(loopback)('takes %s only where nobody is authenticated', (text) => {
    expect(parseFileUrl(text, true)).not.toBeNull();
    expect(parseFileUrl(text, false)).toBeNull();
  });

  it('takes a redirect by what it leads to', () => {
    const from = new URL('https://wexcombe.sharepoint.com/a');
    expect(parseFileUrl('/b', false, from)?.href).toBe('https://wexcombe.sharepoint.com/b');
    expect(parseFileUrl('https://example.org/b', false, from)).toBeNull();
    expect(parseFileUrl('http://127.0.0.1/b', false, from)).toBeNull();
  });
});

describe('fetching', () => {
  let host: FileHost;
  beforeAll(async () => {
    host = await startFileHost();
  });
  afterAll(() => host.close());

  it('gives the bytes as they are', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at % 251);
    const source = createFileSource({ allowLoopback: true });
    expect(await source.fetch({ name: 'x', url: host.keep(bytes) })).toEqual(bytes);
  });

  it('does not call this machine where people are authenticated', async () => {
    const source = createFileSource({ allowLoopback: false });
    const before = host.requests();
    await expect(source.fetch({ name: 'x.csv', url: host.keep(new Uint8Array(3)) })).rejects.toMatchObject({
      code: 'bad-input',
    });
    expect(host.requests()).toBe(before);
  });

  it.each([
    ['does not begin', false],
    ['does not end', true],
  ])('gives up an answer that %s', async (_, begins) => {
    const url = host.answerWith((response) => {
      if (!begins) return;
      response.writeHead(200);
      response.write('Ref');
    });
    const source = createFileSource({ allowLoopback: true, patienceMilliseconds: 100 });
    await expect(source.fetch({ name: 'slow.csv', url })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining('slow.csv did not arrive within'),
    });
  });
});
