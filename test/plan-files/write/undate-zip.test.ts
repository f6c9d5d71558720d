import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { undateZip } from '../../../src/plan-files/write/undate-zip.ts';

const packed = (day: string, streamFiles: boolean) => {
  const zip = new JSZip();
  const date = new Date(`${day}T12:00:00Z`);
  zip.file('a.xml', '<a/>'.repeat(100), { date });
  zip.file('folder/b with a longer name.xml', '<b/>', { date, comment: 'said' });
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE', streamFiles, comment: 'end' });
};

describe('a package that says nothing of when it was packed', () => {
  it.each([false, true])(
    'is the same bytes whenever that was, and holds the same, streamed: %s',
    async (streamed) => {
      const [one, other] = [await packed('2026-11-02', streamed), await packed('2027-01-09', streamed)];
      expect(Buffer.compare(one, other)).not.toBe(0);
      expect(Buffer.compare(undateZip(one), undateZip(other))).toBe(0);
      const read = await JSZip.loadAsync(one);
      expect(await read.file('a.xml')?.async('string')).toBe('<a/>'.repeat(100));
      expect(read.file('folder/b with a longer name.xml')?.date.getFullYear()).toBe(1980);
    },
  );

  it('is not what is no package', () => {
    expect(() => undateZip(new Uint8Array(10))).toThrow('directory');
    expect(() => undateZip(new Uint8Array(100))).toThrow('directory');
  });
});
