import { createHash, randomBytes } from 'node:crypto';
import {
  type DocumentLink,
  type DocumentRequest,
  documents as known,
  linkHours,
  offerDays,
} from '../../domain/export/document.ts';
import type { Plan } from '../../domain/plan/plan.ts';
import { formatInstantDate, formatInstantTime } from '../../domain/shared/dates.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { Services } from '../../ports.ts';
import { logRow } from '../shared/log-row.ts';
import { demand, readPlanFor, type Sender } from '../shared/requester.ts';
import { type MadeDocument, makeDocument, settleRequest } from './make-document.ts';

/** 32 random bytes: whoever has the link may have the document, so nobody may guess it. */
const tokenPattern = /^[A-Za-z0-9_-]{43}$/;

/** Only the hash is stored: who reads the storage cannot use a link. */
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

export interface SharedDocument {
  readonly token: string;
  readonly planName: string;
  /** When it ends, in words: `3 November 2026 at 09:00`. */
  readonly ends: string;
}

type ShareServices = Pick<Services, 'store' | 'clock' | 'documents'>;

/** The plan of a document, for somebody who may have it. Throws `unknown-plan` and `not-permitted`. */
export async function admitToDocument(
  { store }: Pick<Services, 'store'>,
  sender: Sender,
  { planId, name }: DocumentRequest,
): Promise<Plan> {
  const { plan, person } = await readPlanFor(store, sender, planId);
  demand(person, known[name].permission);
  return plan;
}

/** A link to a document that ends after seven days. Throws `unknown-plan` and `not-permitted`. */
export async function shareDocument(
  services: ShareServices,
  sender: Sender,
  asked: DocumentRequest,
): Promise<SharedDocument> {
  const { store, clock, documents } = services;
  const plan = await admitToDocument(services, sender, asked);
  const request = await settleRequest(services, sender, asked);
  const { planId, name } = request;
  const now = clock.now();
  const endsAt = now.add({ hours: linkHours }).toString();
  const token = randomBytes(32).toString('base64url');
  const { tenantId, userId } = sender;
  await documents.saveLink(hashOf(token), { tenantId, userId, ...request, endsAt });
  await store.commit(planId, [logRow(sender, 'document-shared', now.toString(), { document: name, endsAt })]);
  await documents.removeOld(now.toString(), now.subtract({ hours: 24 * offerDays }).toString());
  const ends = `${formatInstantDate(endsAt, plan.timeZone)} at ${formatInstantTime(endsAt, plan.timeZone)}`;
  return { token, planName: plan.name, ends };
}

/** What a link stands for; null for one that was never given or has ended. */
export async function findSharedDocument(
  { documents, clock }: Pick<Services, 'documents' | 'clock'>,
  token: string,
): Promise<DocumentLink | null> {
  if (!tokenPattern.test(token)) return null;
  const link = await documents.findLink(hashOf(token));
  return link !== null && link.endsAt > clock.now().toString() ? link : null;
}

/** The document behind a link, made from what is stored now; null too where who made it may no longer have it. */
export async function readSharedDocument(
  services: ShareServices,
  token: string,
): Promise<MadeDocument | null> {
  const link = await findSharedDocument(services, token);
  if (link === null) return null;
  const { tenantId, userId } = link;
  try {
    return await makeDocument(services, { via: 'teams', tenantId, userId, name: '' }, link);
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not-permitted' || error.code === 'unknown-plan'))
      return null;
    throw error;
  }
}
