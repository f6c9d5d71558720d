import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/domain/shared/errors.ts';
import { checkPaperTemplate, writePaper } from '../../../src/reports/paper/write-paper.ts';
import { buildTemplate, templateLink, templateParagraph } from '../../support/build-template.ts';
import { checkWord } from '../../support/check-word.ts';
import { mutateBytes, openForMutation } from '../../support/mutate-files.ts';
import { barePaper, drawPlain } from '../../support/paper-samples.ts';
import { createRandom } from '../../support/seeded-random.ts';

const { bytes: logo } = await drawPlain({ kind: 'slippage', actions: [] }, { width: 120 }, 1);
const runs = Number(process.env['TEMPLATE_FUZZ_RUNS'] ?? 60);
const write = (template: Uint8Array) => writePaper(barePaper, { drawPicture: drawPlain, template });

/** Refused in words, or a paper that can be opened: never anything else. */
async function outcomeOf(template: Uint8Array): Promise<'refused' | 'written'> {
  try {
    const bytes = await write(template);
    await checkWord(bytes);
    return 'written';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).toBe('file-unreadable');
    expect(error.message.length).toBeLessThan(600);
    return 'refused';
  }
}

const seeds = Array.from({ length: runs }, (_, seed) => seed + 1);

describe('a template of hostile bytes', () => {
  it(`is refused in words or used, bytes changed at random, ${runs} times`, {
    timeout: 120_000,
  }, async () => {
    const template = await buildTemplate({ logo });
    const outcomes = new Set<string>();
    for (const seed of seeds) {
      const mutated = mutateBytes(template, createRandom(seed));
      outcomes.add(
        await outcomeOf(mutated).catch((error: unknown) =>
          Promise.reject(new Error(`seed ${seed}`, { cause: error })),
        ),
      );
    }
    expect(outcomes).toContain('refused');
  });

  it(`is refused in words or used, its parts changed at random, ${runs} times`, {
    timeout: 120_000,
  }, async () => {
    const body = ['Before.', '{{paper}}', 'After.'].map(templateParagraph).join('');
    const mutate = await openForMutation(await buildTemplate({ logo, body }));
    for (const seed of seeds) {
      const mutated = await mutate(createRandom(seed));
      await outcomeOf(mutated).catch((error: unknown) =>
        Promise.reject(new Error(`seed ${seed}`, { cause: error })),
      );
    }
  });

  it('is refused where a part says that it is small and is not', { timeout: 30_000 }, async () => {
    const bomb = await buildTemplate({ logo, parts: { 'word/header1.xml': ' '.repeat(60 * 1024 * 1024) } });
    expect(bomb.length).toBeLessThan(200_000);
    const begun = performance.now();
    await expect(checkPaperTemplate(bomb)).rejects.toThrow(Refusal);
    expect(performance.now() - begun).toBeLessThan(10_000);
    const many = new JSZip();
    for (let part = 0; part < 2_000; part += 1) many.file(`word/part${part}.xml`, '<x/>');
    await expect(checkPaperTemplate(await many.generateAsync({ type: 'uint8array' }))).rejects.toThrow(
      Refusal,
    );
    const nested = '<w:p>'.repeat(100_000) + '</w:p>'.repeat(100_000);
    await expect(checkPaperTemplate(await buildTemplate({ logo, body: nested }))).rejects.toThrow(Refusal);
    const entities =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>';
    await expect(
      checkPaperTemplate(await buildTemplate({ logo, parts: { 'word/styles.xml': entities } })),
    ).rejects.toThrow(Refusal);
  });

  it.each(['&#x110000;', '&#0;', '&nothing;', '&#xD800;'])(
    'is refused or used with %s in it',
    async (text) => {
      await outcomeOf(await buildTemplate({ logo, body: templateParagraph(`{{paper}}${text}`) }));
      const body = `<w:p w:x="${text}"><w:r><w:t>{{paper}}</w:t></w:r></w:p>`;
      await outcomeOf(await buildTemplate({ logo, body }));
    },
  );

  it('is refused where a style is based on itself', async () => {
    const style = (id: string, basis: string) =>
      `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="${basis}"/></w:style>`;
    const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
    const styles = `<w:styles xmlns:w="${word}">${style('A', 'B')}${style('B', 'C')}${style('C', 'B')}</w:styles>`;
    await expect(checkPaperTemplate(await buildTemplate({ logo, styles }))).rejects.toThrow(
      'The template (word/styles.xml) has a style (B) that is based on itself',
    );
  });

  it.each([
    'vbaProject.bin',
    'activeX/activeX1.xml',
    'embeddings/oleObject1.bin',
    'customUI/customUI.xml',
    'media/run.exe',
    'afchunk.htm',
  ])('is refused for carrying %s', async (name) => {
    const carrying = await buildTemplate({ logo, parts: { [`word/${name}`]: logo } });
    await expect(checkPaperTemplate(carrying)).rejects.toThrow(`word/${name}`);
  });

  it.each(['attachedTemplate', 'image', 'oleObject', 'frame', 'hyperlink'])(
    'is refused for taking its %s from elsewhere',
    async (type) => {
      const links = templateLink('rId9', type, 'file:///etc/passwd', ' TargetMode="External"');
      await expect(checkPaperTemplate(await buildTemplate({ logo, links }))).rejects.toThrow(
        'word/document.xml',
      );
    },
  );
});
