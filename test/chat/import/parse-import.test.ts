import { describe, expect, it } from 'vitest';
import { parseSentFiles } from '../../../src/adapters/teams/sent-files.ts';
import { isImport, parseImportWords } from '../../../src/chat/parse-import.ts';

describe('parseImportWords', () => {
  it.each([
    ['import into wexcombe-send', 'wexcombe-send'],
    ['Import in Wexcombe SEND plan', 'Wexcombe SEND plan'],
    [' import   into\n my plan. ', 'my plan'],
    ['import', null],
    ['', null],
    ['here is the new tracker', null],
    ['import this please', null],
  ])('%j goes into %j', (text, into) => {
    expect(parseImportWords(text)).toEqual({ into, as: null });
  });

  it.each([
    ['import as wexcombe-app', { planId: 'wexcombe-app', name: null }],
    ['import as Wexcombe-APP Wexcombe APP 2027', { planId: 'wexcombe-app', name: 'Wexcombe APP 2027' }],
  ])('%j starts a plan', (text, as) => {
    expect(parseImportWords(text)).toEqual({ into: null, as });
  });

  it('knows the command by its first word', () => {
    expect(['import', 'IMPORT into x', ' import\nas x'].map(isImport)).toEqual([true, true, true]);
    expect(['important', 'please import', ''].map(isImport)).toEqual([false, false, false]);
  });
});

describe('parseSentFiles', () => {
  const file = (name: unknown, content: unknown = { downloadUrl: 'https://a.sharepoint.com/x' }) => ({
    contentType: 'application/vnd.microsoft.teams.file.download.info',
    name,
    content,
  });
  const names = (attachments: unknown) => parseSentFiles({ attachments }).map(({ name }) => name);

  it('finds files among what else a message carries', () => {
    const html = { contentType: 'text/html', content: '<p>import</p>' };
    const picture = { contentType: 'image/png', contentUrl: 'https://a.example/p.png' };
    expect(names([html, file('plan.docx'), picture, null, 7])).toEqual(['plan.docx']);
    expect(parseSentFiles({ attachments: [file('plan.docx')] })[0]?.url).toBe('https://a.sharepoint.com/x');
  });

  it('shows a name without folders, controls or end', () => {
    expect(names([file('..\\..\\secret\\plan.docx'), file('/etc/plan.csv'), file('a\u202eb\n.csv')])).toEqual(
      ['plan.docx', 'plan.csv', 'ab.csv'],
    );
    expect(names([file('x'.repeat(5000))])[0]).toHaveLength(100);
    expect(names([file(null), file(''), file('///')])).toEqual(['the file', 'the file', 'the file']);
  });

  it.each([[undefined], [null], ['x'], [{}], [[file('x', {})]], [[file('x', { downloadUrl: 7 })]]])(
    'finds none in %j',
    (attachments) => {
      expect(parseSentFiles({ attachments })).toEqual([]);
    },
  );
});
