import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { loadSample } from '../../src/demo/load-sample.ts';
import { samplePlanId, sampleTracker } from '../../src/demo/sample/sample-plan.ts';
import { paperForms } from '../../src/domain/paper/paper-form.ts';
import { type PaperFormName, paperFormNames } from '../../src/domain/plan/paper-settings.ts';
import { readPlanFile } from '../../src/plan-files/read-plan-file.ts';
import { importPlan } from '../../src/use-cases/import/import-plan.ts';
import { setPaper } from '../../src/use-cases/paper/set-paper.ts';
import { writePaperFile } from '../../src/use-cases/paper/write-paper-file.ts';
import { startWorld, testTenant } from '../support/test-world.ts';

/**
 * Draws the demo's board paper in every form, as LibreOffice lays it out, to artefacts/papers: the file, its pages as PDF, and
 * all pages on one sheet. Needs LibreOffice and poppler, which nothing else here does.
 * `npx tsx test/e2e/paper-pages.ts` draws them; `--readme` also draws the picture of the README anew.
 */
const folder = fileURLToPath(new URL('../../artefacts/papers/', import.meta.url));
const readmePicture = fileURLToPath(new URL('./pictures/paper.png', import.meta.url));
const readmePages = 4;

const operator = { via: 'system' } as const;
/** As the demo’s own user is called. */
const you = { userId: '00000000-0000-4000-8000-000000000099', name: 'Alex Wilber' };

const frontSheet = {
  executiveMember: 'Councillor Rowan Pike, Children and Young People',
  reportingOfficers: 'Alex Wilber, SEND programme manager',
  purpose: 'For discussion',
  recommendations: 'The board is asked to note the progress made and to discuss the actions rated red.',
  contact: 'send.programme@ostlemere.example',
} as const;

/** The pages of a PDF as PNG files, in order. */
function pagesOf(pdf: string, dots: number): string[] {
  const stem = pdf.replace(/\.pdf$/, '');
  execFileSync('pdftoppm', ['-r', String(dots), '-png', pdf, stem]);
  const name = stem.slice(folder.length);
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`) && file.endsWith('.png'))
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    .map((file) => `${folder}${file}`);
}

async function drawSheet(pages: readonly string[], to: string, width: number): Promise<void> {
  const images = pages
    .map((page) => `<img src="data:image/png;base64,${readFileSync(page).toString('base64')}">`)
    .join('');
  const style =
    'body{margin:12px;display:flex;flex-wrap:wrap;gap:12px;background:#d0d0d0;width:max-content;max-width:' +
    `${width - 24}px}img{box-shadow:0 1px 4px #0008;max-height:560px}`;
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width, height: 400 } });
    await page.setContent(`<style>${style}</style>${images}`);
    writeFileSync(to, await page.locator('body').screenshot());
  } finally {
    await browser.close();
  }
}

/** The paper of the sample's last board, in a form that was chosen before its freeze. */
async function writeSample(form: PaperFormName): Promise<Uint8Array> {
  const world = await startWorld({ serving: false });
  try {
    const { services } = world.app;
    const today = world.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate();
    const imported = await readPlanFile('tracker.csv', Buffer.from(sampleTracker(today)));
    const plan = { planId: samplePlanId, tenantId: testTenant, name: null, imported, dryRun: false };
    await importPlan(services, operator, plan);
    await setPaper(services, operator, samplePlanId, { form, frontSheet });
    await loadSample(services, testTenant, you);
    const request = { planId: samplePlanId, cycleId: null, isPublic: false, look: 'plain' } as const;
    return (await writePaperFile(services, operator, request)).bytes;
  } finally {
    await world.close();
  }
}

async function drawPapers(forReadme: boolean): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const form of paperFormNames) {
    const file = `${folder}${form}.docx`;
    writeFileSync(file, await writeSample(form));
    execFileSync('soffice', ['--headless', '--convert-to', 'pdf', '--outdir', folder, file]);
    const pages = pagesOf(`${folder}${form}.pdf`, 60);
    await drawSheet(pages, `${folder}${form}.png`, 2000);
    process.stdout.write(`${paperForms[form].title}: ${pages.length} pages\n`);
    if (forReadme && form === 'red-amber') await drawSheet(pages.slice(0, readmePages), readmePicture, 1800);
  }
}

await drawPapers(process.argv.includes('--readme'));
