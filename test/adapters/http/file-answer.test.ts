import { describe, expect, it } from 'vitest';
import { answerFile, type SharedFile } from '../../../src/adapters/http/file-answer.ts';

const file: SharedFile = {
  fileName: 'wexcombe-send-register-2026-11-02.xlsx',
  mediaType: 'text/csv; charset=utf-8',
  bytes: Buffer.from('Ref,Action'),
};
const read: string[] = [];
const files = {
  has: async (token: string) => token === 'known',
  read: async (token: string) => {
    read.push(token);
    return token === 'known' ? file : token === 'odd' ? { ...file, fileName: 'a"b\r\nX: y.csv' } : null;
  },
};
const get = (token: string) => answerFile({ token, method: 'GET' }, files);

describe('a document behind a link', () => {
  it('comes as a file that nobody keeps or passes on', async () => {
    const { status, headers, body } = await get('known');
    expect([status, Buffer.from(body).toString()]).toEqual([200, 'Ref,Action']);
    expect(headers).toMatchObject({
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="wexcombe-send-register-2026-11-02.xlsx"',
    });
  });

  it('cannot be named so that a header breaks', async () => {
    const { headers } = await get('odd');
    expect(headers['Content-Disposition']).toBe('attachment; filename="a_b__X__y.csv"');
  });

  it('is one answer for a link that ended and one that never was', async () => {
    const [a, b] = [await get('ended'), await get('../../etc/passwd')];
    expect(a).toEqual(b);
    expect(a.status).toBe(404);
    expect(Buffer.from(a.body).toString()).toContain('its link has ended');
  });

  it('is not made for somebody who only looks', async () => {
    read.length = 0;
    expect(await answerFile({ token: 'known', method: 'HEAD' }, files)).toMatchObject({ status: 200 });
    expect(await answerFile({ token: 'ended', method: 'HEAD' }, files)).toMatchObject({ status: 404 });
    expect(read).toEqual([]);
  });
});
