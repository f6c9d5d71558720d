import { randomUUID } from 'node:crypto';
import type { TemplateFile } from '../../domain/plan/paper-settings.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { LogCode } from '../../domain/shared/log-words.ts';
import type { PlanStore, Services } from '../../ports.ts';
import { checkPaperTemplate } from '../../reports/paper/write-paper.ts';
import { logRow } from '../shared/log-row.ts';
import { actorOf, demand, type Requester, readPlanFor } from '../shared/requester.ts';
import { withRetries } from '../shared/with-retries.ts';

type TemplateServices = Pick<Services, 'store' | 'clock'>;

/** A template as it was sent. */
export interface SentTemplate {
  /** Without a folder, fit to be shown. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The plan, for whoever may set its template. Throws `unknown-plan` and `not-permitted`. */
async function admitToTemplate(
  { store }: Pick<Services, 'store'>,
  requester: Requester,
  planId: string,
): Promise<Plan> {
  const { plan, person } = await readPlanFor(store, requester, planId);
  demand(person, 'run-cycle');
  return plan;
}

/**
 * Keeps a council's template with the plan, in place of another: its papers are written in it from then on. For the PM. Throws
 * `file-unreadable` for one that cannot be used, with the place.
 */
export async function setTemplate(
  services: TemplateServices,
  requester: Requester,
  planId: string,
  { name, bytes }: SentTemplate,
): Promise<TemplateFile> {
  const { store, clock } = services;
  await admitToTemplate(services, requester, planId);
  await checkPaperTemplate(bytes);
  const template: TemplateFile = {
    id: randomUUID(),
    fileName: name.slice(0, 200),
    size: bytes.length,
    by: actorOf(requester).name,
    at: clock.now().toString(),
  };
  try {
    await store.saveFile(planId, template.id, bytes);
    await replaceTemplate(services, requester, planId, template);
  } catch (error) {
    const now = await store.readPlan(planId).catch(() => null);
    // Where storage has not answered, the plan may point to it after all: bytes too many do no harm.
    if (now !== null && now.value.paper.template?.id !== template.id) {
      await store.removeFile(planId, template.id).catch(() => undefined);
    }
    throw error;
  }
  return template;
}

/** Papers are plain again; gives the template that was in use, null where none was. For the PM. */
export async function removeTemplate(
  services: TemplateServices,
  requester: Requester,
  planId: string,
): Promise<TemplateFile | null> {
  await admitToTemplate(services, requester, planId);
  return replaceTemplate(services, requester, planId, null);
}

/** Makes this the plan's template; the bytes of the one before go once nothing points to them. */
async function replaceTemplate(
  { store, clock }: TemplateServices,
  requester: Requester,
  planId: string,
  template: TemplateFile | null,
): Promise<TemplateFile | null> {
  const before = await withRetries(async () => {
    const stored = await store.readPlan(planId);
    if (stored === null) throw new Refusal('unknown-plan', 'This plan is no longer there.');
    const { value: plan, etag } = stored;
    const last = plan.paper.template;
    if (last === null && template === null) return null;
    const what: LogCode = template === null ? 'template-removed' : 'template-set';
    const told = { 'template.from': last?.fileName ?? null, 'template.to': template?.fileName ?? null };
    const value = { ...plan, paper: { ...plan.paper, template } };
    await store.commit(planId, [
      { op: 'replace', etag, row: { kind: 'plan', value } },
      logRow(requester, what, clock.now().toString(), told),
    ]);
    return last;
  });
  if (before !== null) await store.removeFile(planId, before.id);
  return before;
}

/** The bytes of the plan's template; null where papers are plain. Throws `file-unreadable` where they are not whole any more. */
export async function readTemplate(
  store: Pick<PlanStore, 'readPlan' | 'readFile'>,
  planId: string,
): Promise<{ readonly fileName: string; readonly bytes: Uint8Array } | null> {
  // Replaced at this moment, its bytes may have gone since the plan was read.
  for (let look = 0; look < 2; look += 1) {
    const template = (await store.readPlan(planId))?.value.paper.template ?? null;
    if (template === null) return null;
    const bytes = await store.readFile(planId, template.id);
    if (bytes !== null) return { fileName: template.fileName, bytes };
  }
  throw new Refusal(
    'file-unreadable',
    'The council’s template is no longer whole: send it again with “paper template”, or remove it with “paper template remove”.',
  );
}
