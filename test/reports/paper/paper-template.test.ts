import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import type { Paper } from '../../../src/domain/paper/paper.ts';
import { Refusal } from '../../../src/domain/shared/errors.ts';
import { longestTemplate } from '../../../src/reports/paper/paper-template.ts';
import { writePaper } from '../../../src/reports/paper/write-paper.ts';
import { buildTemplate, templateLink, templateParagraph } from '../../support/build-template.ts';
import { checkWord } from '../../support/check-word.ts';
import { barePaper, drawPlain, fullPaper, hostileTexts } from '../../support/paper-samples.ts';

const { bytes: logo } = await drawPlain({ kind: 'slippage', actions: [] }, { width: 120 }, 1);
const write = (paper: Paper, template: Uint8Array) => writePaper(paper, { drawPicture: drawPlain, template });
const part = async (bytes: Uint8Array, name: string) =>
  (await (await JSZip.loadAsync(bytes)).file(name)?.async('string')) ?? null;

async function refusalOf(template: Uint8Array): Promise<Refusal> {
  const outcome = await write(barePaper, template).catch((error: unknown) => error);
  if (!(outcome instanceof Refusal)) throw new Error('It was not refused.');
  expect(outcome.code).toBe('file-unreadable');
  return outcome;
}

describe('a paper in a council’s template', () => {
  it('has its styles under their own identifiers, its header, footer, page and logo, and nothing wrong', async () => {
    const bytes = await write(fullPaper, await buildTemplate({ logo }));
    const { faults, parts, headings, paragraphs, orientations, foot } = await checkWord(bytes);
    expect(faults).toEqual([]);
    expect(headings).toHaveLength(7);
    expect(orientations).toEqual(['portrait', 'landscape', 'portrait']);
    const document = parts.get('word/document.xml') ?? '';
    expect(document).toContain('<w:pStyle w:val="berschrift1"/>');
    expect(document).toContain('<w:pStyle w:val="TableTextPaper"/>');
    expect(document.match(/<w:headerReference w:type="default" r:id="rId2"\/>/g)).toHaveLength(3);
    expect(document).toContain('<w:pgMar w:top="1985"');
    expect(parts.get('word/header1.xml')).toContain('Wexcombe Council');
    expect(parts.has('word/media/logo.png')).toBe(true);
    expect(foot).toMatch(
      /^Wexcombe Council, Civic Centre, WexcombeWexcombe SEND action plan · Wexcombe SEND Improvement Board · 16 December 2026Page {2}of $/,
    );
    expect(paragraphs).not.toContain('Words of the last meeting.');
  });

  it('is a document, though the template is none', async () => {
    const bytes = await write(barePaper, await buildTemplate({ logo, isTemplate: true }));
    const types = await part(bytes, '[Content_Types].xml');
    expect(types).toContain('document.main+xml');
    expect(types).not.toContain('template.main+xml');
  });

  it('stands where a paragraph says so, between what the template says', async () => {
    const body = ['Before.', '{{paper}}', 'After.'].map(templateParagraph).join('');
    const { paragraphs, faults, orientations } = await checkWord(
      await write(fullPaper, await buildTemplate({ logo, body })),
    );
    expect(faults).toEqual([]);
    expect(orientations).toEqual(['portrait', 'landscape', 'portrait']);
    expect([paragraphs[0], paragraphs[1], paragraphs.at(-1)]).toEqual(['Before.', fullPaper.title, 'After.']);
  });

  it('stands in a place that Word has cut into several runs', async () => {
    const body =
      '<w:p><w:r><w:t>{{pa</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>per}}</w:t></w:r></w:p>';
    const { paragraphs } = await checkWord(await write(barePaper, await buildTemplate({ logo, body })));
    expect(paragraphs[0]).toBe(barePaper.title);
  });

  it('has a foot of its own where the template has none, and counts no pages twice', async () => {
    const bare = await checkWord(await write(barePaper, await buildTemplate({ logo, hasFoot: false })));
    expect(bare.faults).toEqual([]);
    expect(bare.foot).toContain('Aldermoor plan · Aldermoor Board');
    const foot =
      '<w:p><w:fldSimple w:instr=" PAGE "/><w:r><w:t> of </w:t></w:r><w:fldSimple w:instr=" NUMPAGES "/></w:p>';
    const own = await checkWord(await write(barePaper, await buildTemplate({ logo, foot })));
    expect(own.faults).toEqual([]);
    expect(own.parts.get('word/footer1.xml')).not.toContain('Page ');
    expect(own.foot).toContain('Aldermoor plan · Aldermoor Board');
    const empty = await buildTemplate({
      logo,
      parts: {
        'word/footer1.xml': '<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>',
      },
    });
    expect((await checkWord(await write(barePaper, empty))).faults).toEqual([]);
  });

  it('has a first page of its own once, however often the page turns', async () => {
    const section =
      '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="700" w:footer="700" w:gutter="0"/><w:pgNumType w:start="1"/><w:titlePg/>';
    const document = await part(
      await write(fullPaper, await buildTemplate({ logo, section })),
      'word/document.xml',
    );
    expect(document?.match(/<w:titlePg\/>/g)).toHaveLength(1);
    expect(document?.match(/w:start="1"/g)).toHaveLength(1);
  });

  it('leaves behind what the last paper held', async () => {
    const bytes = await write(
      barePaper,
      await buildTemplate({
        logo,
        links:
          templateLink('rId8', 'comments', 'comments.xml') +
          templateLink('rId9', 'image', 'media/secret.png'),
        parts: { 'word/comments.xml': '<c/>', 'word/media/secret.png': logo, 'docProps/custom.xml': '<p/>' },
      }),
    );
    const names = Object.keys((await JSZip.loadAsync(bytes)).files);
    expect(names.filter((name) => /comments|secret|custom/.test(name))).toEqual([]);
  });

  it('says hostile words as words, {{paper}} among them', async () => {
    const paper: Paper = {
      ...barePaper,
      body: [{ kind: 'list', items: hostileTexts.map((text) => [{ text }]) }],
    };
    const { faults, paragraphs } = await checkWord(await write(paper, await buildTemplate({ logo })));
    expect(faults).toEqual([]);
    expect(paragraphs).toContain('{{paper}} and {{ name }} and {#each}');
  });

  it('is the same bytes for the same paper and template', async () => {
    const template = await buildTemplate({ logo });
    const [first, again] = [await write(fullPaper, template), await write(fullPaper, template)];
    expect(Buffer.compare(Buffer.from(first), Buffer.from(again))).toBe(0);
  });
});

describe('a template is refused, with the part and what to do,', () => {
  const external = ' TargetMode="External"';
  const fieldOf = (words: string) =>
    `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${words}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`;
  it.each<[what: string, options: Omit<Parameters<typeof buildTemplate>[0], 'logo'>, message: RegExp]>([
    ['macros', { parts: { 'word/vbaProject.bin': 'x' } }, /\(word\/vbaProject\.bin\) carries a macro/],
    [
      'the type of a macro document',
      {
        types:
          '<Override PartName="/word/x.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      },
      /\(\[Content_Types\]\.xml\) carries a macro/,
    ],
    ['an embedded file', { parts: { 'word/embeddings/book.xlsx': 'x' } }, /\(word\/embeddings\/book\.xlsx\)/],
    ['a control', { parts: { 'word/activeX/activeX1.xml': '<a/>' } }, /\(word\/activeX\/activeX1\.xml\)/],
    [
      'another document inside',
      { links: templateLink('rId7', 'aFChunk', 'chunk.xml') },
      /\(word\/document\.xml\) carries/,
    ],
    [
      'a template elsewhere',
      { links: templateLink('rId7', 'attachedTemplate', 'https://example.org/t.dotm', external) },
      /\(word\/document\.xml\) takes something from elsewhere \(attachedTemplate\)/,
    ],
    [
      'a linked picture',
      { links: templateLink('rId7', 'image', 'file://server/logo.png', external) },
      /takes something from elsewhere \(image\)/,
    ],
    [
      'a link that runs a script',
      { links: templateLink('rId7', 'hyperlink', 'javascript:alert(1)', external) },
      /takes something from elsewhere \(hyperlink\)/,
    ],
    [
      'entities',
      { parts: { 'word/header1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' } },
      /\(word\/header1\.xml\) declares a document type/,
    ],
    ['broken XML', { styles: '<w:styles><w:style></w:styles>' }, /\(word\/styles\.xml\) is damaged/],
    [
      'a field that starts a program',
      { body: fieldOf(' DDEAUTO c:\\\\x.exe ') },
      /\(word\/document\.xml\) has a field \(DDEAUTO\)/,
    ],
    [
      'a field that fetches',
      { foot: fieldOf('INCLUDEPICTURE "http://x"') },
      /\(word\/footer1\.xml\) has a field \(INCLUDEPICTURE\)/,
    ],
    ['two places', { body: templateParagraph('{{paper}}').repeat(2) }, /says \{\{paper\}\} twice/],
    ['a place among words', { body: templateParagraph('Here: {{paper}}') }, /beside other words/],
    [
      'a header that is not there',
      { section: '<w:headerReference w:type="first" r:id="rId99"/>' },
      /header or footer that is not there/,
    ],
    [
      'margins that leave no room',
      { section: '<w:pgSz w:w="5000" w:h="9000"/><w:pgMar w:left="2000" w:right="2000"/>' },
      /hardly any room/,
    ],
    [
      'another kind of XML',
      {
        parts: {
          'word/document.xml':
            '<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body/></w:document>',
        },
      },
      /Strict Open XML/,
    ],
    [
      'more parts than a template has',
      { parts: Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`word/p${at}.xml`, '<p/>'])) },
      /far more parts/,
    ],
    [
      'a part that swells',
      { parts: { 'word/bomb.xml': ' '.repeat(30 * 1024 * 1024) } },
      /\(word\/bomb\.xml\) unpacks to far more/,
    ],
  ])('for %s', async (_, options, message) => {
    expect((await refusalOf(await buildTemplate({ logo, ...options }))).message).toMatch(message);
  });

  it('for its size, its kind or damage', async () => {
    expect((await refusalOf(new Uint8Array(longestTemplate + 1))).message).toMatch(/larger than 5 MB/);
    expect((await refusalOf(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]))).message).toMatch(
      /old kind or has a password/,
    );
    expect((await refusalOf(new TextEncoder().encode('Dear board'))).message).toMatch(/damaged/);
    const whole = await buildTemplate({ logo });
    expect((await refusalOf(whole.slice(0, whole.length / 2))).message).toMatch(/damaged/);
    const hurt = Uint8Array.from(whole, (byte, at) => (at > 700 && at < 760 ? byte ^ 0xff : byte));
    await refusalOf(hurt);
  });
});
