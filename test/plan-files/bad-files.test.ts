import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/domain/shared/errors.ts';
import { readGrid } from '../../src/plan-files/read-grid.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { buildWord } from '../support/build-word.ts';
import { buildWorkbook, fillTracker, textFile } from '../support/build-workbook.ts';
import { mergedPriorities } from './word/word-samples.ts';

async function refusalOf(name: string, bytes: Uint8Array): Promise<Refusal> {
  const outcome = await readPlanFile(name, bytes).then(
    () => null,
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(Refusal);
  return outcome as Refusal;
}

/** A sound package whose parts `change` has changed. */
async function tamper(change: (zip: JSZip) => Promise<void> | void): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(await buildWorkbook(fillTracker));
  await change(zip);
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}

const editSheet = (edit: (xml: string) => string) =>
  tamper(async (zip) => {
    const part = 'xl/worksheets/sheet1.xml';
    zip.file(part, edit((await zip.file(part)?.async('string')) ?? ''));
  });

describe('a file that is no plan is refused with what to do', () => {
  const old = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const encrypted = Buffer.concat([old, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]);

  it.each([
    ['empty', new Uint8Array(), /is empty/],
    ['an old .xls', old, /before 2007/],
    ['under a password', encrypted, /password/],
    ['a PDF', textFile('%PDF-1.7\n'), /PDF/],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d]), /picture/],
    ['a web page called .xls', textFile('<html><table></table></html>'), /web page/],
    ['binary', Uint8Array.from([1, 2, 0, 3, 4, 0, 0, 9]), /neither a workbook nor text/],
    ['not closing its quotation marks', textFile('Ref,Action\n1,"One\n2,Two\n'), /never closed/],
    ['wider than a plan', textFile(`Ref,Action\n${'x,'.repeat(300_000)}\n`), /more than 200 columns/],
    ['longer than a plan', textFile(`Ref,Action\n${'1,One\n'.repeat(20_001)}`), /more than 20000 rows/],
    ['larger than 10 MB', new Uint8Array(10 * 1024 * 1024 + 1).fill(65), /larger than 10 MB/],
  ])('%s', async (_what, bytes, message) => {
    for (const name of ['plan.xlsx', 'plan.csv']) {
      const refusal = await refusalOf(name, bytes);
      expect(refusal.code).toBe('file-unreadable');
      expect(refusal.message).toMatch(message);
      expect(refusal.message.startsWith(name)).toBe(true);
    }
  });

  it.each([
    ['word/document.xml', /damaged/],
    ['xl/workbook.bin', /binary workbook/],
    ['ppt/presentation.xml', /presentation/],
    ['notes.txt', /neither a Word document nor a workbook/],
  ])('a package of %s', async (part, message) => {
    const zip = new JSZip();
    zip.file(part, 'x');
    const refusal = await refusalOf('plan.xlsx', await zip.generateAsync({ type: 'uint8array' }));
    expect(refusal.code).toBe('file-unreadable');
    expect(refusal.message).toMatch(message);
  });

  it('a workbook is read whatever its name says', async () => {
    const plan = await readPlanFile('plan.csv', await buildWorkbook(fillTracker));
    expect(plan.actions).toHaveLength(4);
  });

  it('text without a header row, saying what was looked for', async () => {
    const refusal = await refusalOf('letter.txt', textFile('Dear all,\nplease find attached, the plan.\n'));
    expect(refusal.code).toBe('not-a-plan');
    expect(refusal.message).toMatch(/no header row.*column for the action/);
  });

  it('a header without rows', async () => {
    const refusal = await refusalOf('plan.csv', textFile('Our plan,,\nRef,Action,RAG\n'));
    expect(refusal.code).toBe('not-a-plan');
    expect(refusal.message).toMatch(/row 2: Ref, Action, RAG.*no actions below/);
  });

  it('names the file without its folder, endless length or control characters', async () => {
    const { message } = await refusalOf(`C:\\secret\\${'a'.repeat(500)}\u202e\n.csv`, new Uint8Array());
    expect(message).not.toMatch(/secret|\u202e|\n/);
    expect(message.length).toBeLessThan(200);
  });
});

describe('a damaged or hostile workbook is refused before it costs anything', () => {
  it.each([0.1, 0.5, 0.9, 0.999])('cut short at %d of its length', async (share) => {
    const whole = await buildWorkbook(fillTracker);
    const refusal = await refusalOf('plan.xlsx', whole.slice(0, Math.floor(whole.length * share)));
    expect(refusal.code).toBe('file-unreadable');
    expect(refusal.message).toMatch(/cut short/);
  });

  it('unpacking to far more than its size', async () => {
    const bomb = await tamper((zip) => {
      zip.file('xl/worksheets/sheet1.xml', ' '.repeat(60 * 1024 * 1024));
    });
    expect(bomb.length).toBeLessThan(200_000);
    expect((await refusalOf('plan.xlsx', bomb)).message).toMatch(/unpacks to far more/);
  });

  it('declaring a small size for a part that is large', async () => {
    const bytes = Buffer.from(
      await tamper((zip) => {
        zip.file('xl/worksheets/sheet1.xml', ' '.repeat(5_000_000));
      }),
    );
    const declared = Buffer.alloc(4);
    declared.writeUInt32LE(5_000_000);
    const lie = Buffer.alloc(4);
    lie.writeUInt32LE(100);
    let lies = 0;
    for (let at = bytes.indexOf(declared); at >= 0; at = bytes.indexOf(declared, at + 1)) {
      lie.copy(bytes, at);
      lies += 1;
    }
    expect(lies).toBeGreaterThan(0);
    expect((await refusalOf('plan.xlsx', bytes)).message).toMatch(/damaged or cut short/);
  });

  it('with far more cells than a plan', async () => {
    const row = `<row>${'<c/>'.repeat(501)}</row>`;
    const bytes = await editSheet((xml) => xml.replace('</sheetData>', `${row.repeat(1_000)}</sheetData>`));
    expect((await refusalOf('plan.xlsx', bytes)).message).toMatch(/far more cells/);
  });

  it('with a row number no sheet can have', async () => {
    const bytes = await editSheet((xml) => xml.replace('<row r="9"', '<row r="4294967294"'));
    expect((await refusalOf('plan.xlsx', bytes)).code).toBe('file-unreadable');
  });

  it('with a part that is no XML', async () => {
    const bytes = await editSheet((xml) => xml.slice(0, xml.length / 2).replaceAll('</row>', '</roe>'));
    expect((await refusalOf('plan.xlsx', bytes)).code).toBe('file-unreadable');
  });

  it('but merges, validations and columns as large as a sheet cost nothing', async () => {
    const bytes = await editSheet((xml) =>
      xml
        .replace(/<mergeCell ref="A1:G1"\/>/, '<mergeCell ref="A1:XFD4"/><mergeCell ref="H5:XFD1048576"/>')
        .replace('<sheetData>', '<cols><col min="1" max="999999999" width="9"/></cols><sheetData>')
        .replace(
          '</worksheet>',
          '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a"</formula1></dataValidation></dataValidations></worksheet>',
        ),
    );
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.actions.map(({ theme }) => theme)).toEqual([
      'Joint commissioning',
      'Joint commissioning',
      null,
      'Health',
    ]);
  });

  it('and neither overlapping merges, prefixed elements nor a broken print area stop it', async () => {
    const bytes = await tamper(async (zip) => {
      const read = async (part: string) => (await zip.file(part)?.async('string')) ?? '';
      const sheet = await read('xl/worksheets/sheet1.xml');
      const prefixed = sheet
        .replace('<mergeCell ref="A1:G1"/>', '<mergeCell ref="A1:G1"/><mergeCell ref="C1:G2"/>')
        .replace(/<(\/?)(?=[a-z])/gi, '<$1x:')
        .replace('xmlns=', 'xmlns:x=');
      zip.file('xl/worksheets/sheet1.xml', prefixed);
      const book = await read('xl/workbook.xml');
      const names =
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">#REF!</definedName></definedNames>';
      zip.file('xl/workbook.xml', book.replace('</sheets>', `</sheets>${names}`));
    });
    expect((await readPlanFile('plan.xlsx', bytes)).actions).toHaveLength(4);
  });

  it('and notes on cells are reported as not read', async () => {
    const bytes = await buildWorkbook((workbook) => {
      fillTracker(workbook);
      const cell = workbook.getWorksheet('Tracker')?.getCell('A6');
      if (cell) {
        cell.note = 'Ask Ada';
      }
    });
    const plan = await readPlanFile('plan.xlsx', bytes);
    expect(plan.warnings.map(({ code }) => code)).toContain('notes-not-read');
  });
});

describe('text made to be slow is read in time', () => {
  const long = 100_000;
  it.each([
    ['a run of dashes for a ref', 'Ref,Action', `${'-'.repeat(long)}x,One`],
    ['thousands of lines under one bullet', 'Ref,Action', `1,"• a${'\nb'.repeat(long / 2)}"`],
    [
      'thousands of dates in a timescale',
      'Ref,Action,Due',
      `1,One,"ongoing ${'from May 25 '.repeat(8_000)}"`,
    ],
    ['spaces where a date might go on', 'Ref,Action,Due', `1,One,"${`1${' '.repeat(500)}`.repeat(199)}"`],
    ['thousands of title lines', `"${'a\nb\nc d e\n'.repeat(9_000)}"\nRef,Action`, '1,One'],
    ['a key line that never comes to its colon', `"Red ${' '.repeat(long - 10)}x"\nRef,Action`, '1,One'],
    ['thousands of leads', 'Ref,Action,Lead', `1,One,"${'A, '.repeat(30_000)}"`],
    [
      'thousands of ratings',
      'Ref,Action,RAG',
      Array.from({ length: 15_000 }, (_, at) => `${at},One,r${at}`).join('\n'),
    ],
  ])('%s', async (_what, header, rows) => {
    const plan = await readPlanFile('plan.csv', textFile(`${header}\n${rows}\n`));
    expect(plan.actions.length).toBeGreaterThan(0);
  });

  it.each([
    ['row', '<row'],
    ['merge', '<mergeCell'],
  ])('tags that are never closed: %s', async (_what, tag) => {
    const bytes = await editSheet((xml) => xml + `${tag} `.repeat(1_000_000));
    expect((await refusalOf('plan.xlsx', bytes)).code).toBe('file-unreadable');
  });
});

describe('a damaged or hostile document is refused before it costs anything', () => {
  const document = (body: string, before = '') =>
    buildWord([], {
      document: `<?xml version="1.0"?>${before}<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`,
    });
  const refused = async (bytes: Uint8Array) => {
    const refusal = await refusalOf('plan.docx', bytes);
    expect(refusal.code).toBe('file-unreadable');
    return refusal.message;
  };

  it.each([0.1, 0.5, 0.9, 0.999])('cut short at %d of its length', async (share) => {
    const whole = await mergedPriorities();
    expect(await refused(whole.slice(0, Math.floor(whole.length * share)))).toMatch(/cut short/);
  });

  it('with entities that multiply', async () => {
    const levels = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`);
    const bomb = `<!DOCTYPE w [<!ENTITY e0 "x">${levels.join('')}]>`;
    expect(await refused(await document('<w:p><w:r><w:t>&e20;</w:t></w:r></w:p>', bomb))).toMatch(
      /document type/,
    );
  });

  it('with an entity from elsewhere', async () => {
    const outside = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    expect(await refused(await document('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', outside))).toMatch(
      /document type/,
    );
  });

  it('nested far deeper than a plan', async () => {
    const deep = 200_000;
    expect(await refused(await document('<w:sdt>'.repeat(deep) + '</w:sdt>'.repeat(deep)))).toMatch(/deeper/);
  });

  it('made of far more elements than a plan', async () => {
    expect(await refused(await document('<w:p/>'.repeat(1_000_000)))).toMatch(/far larger/);
  });

  it('unpacking to far more than its size', async () => {
    expect(await refused(await document(' '.repeat(60 * 1024 * 1024)))).toMatch(/unpacks to far more/);
  });

  it('that is no XML, or no document', async () => {
    expect(await refused(await document('<w:p>'))).toMatch(/damaged/);
    expect(await refused(await buildWord([], { document: '<x/>' }))).toMatch(/damaged/);
  });

  it('with more columns than a plan', async () => {
    const wide = `<w:tbl><w:tr>${'<w:tc><w:p/></w:tc>'.repeat(300)}</w:tr><w:tr/></w:tbl>`;
    expect(await refused(await document(wide))).toMatch(/more than 200 columns/);
  });

  it('but spans, list levels and numbers without end cost nothing', async () => {
    const numbering =
      '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>';
    const styles =
      '<w:styles xmlns:w="w"><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>';
    const cells = ['One', 'Two'].map(
      (text) =>
        `<w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`,
    );
    const row = `<w:tr>${cells.join('')}</w:tr>`;
    const list =
      '<w:p><w:pPr><w:numPr><w:ilvl w:val="-5"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>';
    const bytes = await buildWord([], {
      document: `<w:document xmlns:w="w"><w:body>${list}<w:tbl>${row.repeat(3)}</w:tbl></w:body></w:document>`,
      parts: { 'word/numbering.xml': numbering, 'word/styles.xml': styles },
    });
    const grid = await readGrid('plan.docx', bytes, () => 1);
    expect(grid.sheets.map(({ rows }) => rows.length)).toEqual([3, 1]);
  });

  const long = 100_000;
  const text = (content: string) => `<w:p><w:r><w:t xml:space="preserve">${content}</w:t></w:r></w:p>`;
  it.each([
    ['dots that lead nowhere', text('.'.repeat(long))],
    ['tabs before no label', text('\t'.repeat(long))],
    ['spaces in a label', text(`Lead${' '.repeat(long)}x`)],
    [
      'thousands of runs, bold and not',
      `<w:p>${'<w:r><w:t>a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>b</w:t></w:r>'.repeat(30_000)}</w:p>`,
    ],
    ['fields that never end', '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'.repeat(60_000)],
    [
      'headings and nothing else',
      '<w:p><w:pPr><w:outlineLvl w:val="3"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>'.repeat(15_000),
    ],
    ['labels under labels', text('Lead: a\nDue date: b\n'.repeat(10_000))],
    [
      'tables inside tables',
      '<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc>'.repeat(50) +
        text('x'.repeat(long)) +
        '</w:tc></w:tr></w:tbl>'.repeat(50),
    ],
    [
      'cells merged over all rows',
      `<w:tbl>${'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p/></w:tc></w:tr>'.repeat(19_000)}</w:tbl>`,
    ],
  ])('and text made to be slow is read in time: %s', async (_what, body) => {
    const grid = await readGrid('plan.docx', await document(`${body}${text('end')}`), () => 1);
    expect(grid.sheets.at(-1)?.rows.at(-1)?.cells.get(1)?.text).toBe('end');
  });

  it('whatever its name says it is read as what it is', async () => {
    const grid = await readGrid('plan.csv', await mergedPriorities(), () => 1);
    expect(grid.sheets).toHaveLength(6);
  });

  it('an OpenDocument file says what to do', async () => {
    const zip = new JSZip();
    zip.file('mimetype', 'application/vnd.oasis.opendocument.text');
    zip.file('content.xml', '<x/>');
    expect(await refused(await zip.generateAsync({ type: 'uint8array' }))).toMatch(/OpenDocument/);
  });
});
