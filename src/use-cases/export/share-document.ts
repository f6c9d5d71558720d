import { createHash, randomBytes } from 'node:crypto';
import {
  type DocumentLink,
  type DocumentRequest,
  documents as known,
  linkHours,
  offerDays,
} from '../../domain/export/document.ts';
import { may } from '../../domain/people/permissions.ts';
import type { Person } from '../../domain/people/person.ts';
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
  /** Names the link to those who may end it, and opens nothing. */
  readonly linkId: string;
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
  const linkId = hashOf(token);
  await documents.saveLink(linkId, { tenantId, userId, ...request, endsAt });
  await store.commit(planId, [logRow(sender, 'document-shared', now.toString(), { document: name, endsAt })]);
  await documents.removeOld(now.toString(), now.subtract({ hours: 24 * offerDays }).toString());
  return { token, linkId, planName: plan.name, ends: endWords(endsAt, plan) };
}

const endWords = (endsAt: string, { timeZone }: Pick<Plan, 'timeZone'>) =>
  `${formatInstantDate(endsAt, timeZone)} at ${formatInstantTime(endsAt, timeZone)}`;

/** What a link stands for; null for one that was never given or has ended. */
async function findSharedDocument(
  { documents, clock }: Pick<Services, 'documents' | 'clock'>,
  token: string,
): Promise<DocumentLink | null> {
  if (!tokenPattern.test(token)) return null;
  const link = await documents.findLink(hashOf(token));
  return link !== null && link.endsAt > clock.now().toString() ? link : null;
}

const ownerOf = ({ tenantId, userId }: DocumentLink): Sender => ({
  via: 'teams',
  tenantId,
  userId,
  name: '',
});

/** What it gives, null where its owner may no longer have the document. */
async function asOwner<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'not-permitted' || error.code === 'unknown-plan'))
      return null;
    throw error;
  }
}

/** Whether a link gives a document now: not one that never was or has ended, nor one whose owner may no longer have it. */
export async function hasSharedDocument(services: ShareServices, token: string): Promise<boolean> {
  const link = await findSharedDocument(services, token);
  if (link === null) return false;
  return (await asOwner(() => admitToDocument(services, ownerOf(link), link))) !== null;
}

/** The document behind a link, made from what is stored now; null too where who made it may no longer have it. */
export async function readSharedDocument(
  services: ShareServices,
  token: string,
): Promise<MadeDocument | null> {
  const link = await findSharedDocument(services, token);
  if (link === null) return null;
  return asOwner(() => makeDocument(services, ownerOf(link), link));
}

/** A link that still gives a document, for somebody who may end it. */
export interface StandingLink extends DocumentRequest {
  readonly linkId: string;
  /** Who asked for it, by name. */
  readonly by: string;
  /** When it ends by itself, in words. */
  readonly ends: string;
}

/** The links of a plan that the sender may end, the newest first: their own, of the PM all. Throws `unknown-plan`. */
export async function listStandingLinks(
  { store, clock, documents }: ShareServices,
  sender: Sender,
  planId: string,
): Promise<{ readonly planName: string; readonly links: readonly StandingLink[] }> {
  const { plan, person, people } = await readPlanFor(store, sender, planId);
  const now = clock.now().toString();
  const all = await documents.listLinks(sender.tenantId, planId);
  const links = all
    .filter(({ link }) => link.endsAt > now && mayEnd(link, sender, person))
    .sort((a, b) => (a.link.endsAt < b.link.endsAt ? 1 : -1))
    .map(({ hash, link: { name, meeting, userId, endsAt } }) => ({
      ...{ linkId: hash, planId, name, meeting, ends: endWords(endsAt, plan) },
      by: people.find((one) => one.userId === userId)?.name ?? 'somebody who has left the plan',
    }));
  return { planName: plan.name, links };
}

const mayEnd = ({ userId }: DocumentLink, sender: Sender, person: Person | null) =>
  userId === sender.userId || (person !== null && may(person, 'run-cycle'));

/**
 * Ends links before their time: nobody can open them any more. Those that have ended already, or never were, are as good. Gives
 * the plan's name. Throws `unknown-plan`, and `not-permitted` for a link of somebody else's, but to the PM.
 */
export async function endLinks(
  { store, clock, documents }: ShareServices,
  sender: Sender,
  planId: string,
  linkIds: readonly string[],
): Promise<string> {
  const { plan, person } = await readPlanFor(store, sender, planId);
  const now = clock.now().toString();
  const found = await Promise.all(
    linkIds.map(async (linkId) => ({ linkId, link: await documents.findLink(linkId) })),
  );
  const standing = found.flatMap(({ linkId, link }) =>
    link !== null && link.planId === planId && link.tenantId === sender.tenantId && link.endsAt > now
      ? [{ linkId, link }]
      : [],
  );
  if (!standing.every(({ link }) => mayEnd(link, sender, person))) {
    throw new Refusal(
      'not-permitted',
      'A link is ended by who asked for it, or by the project manager. Ask one of them.',
    );
  }
  if (standing.length === 0) return plan.name;
  await Promise.all(standing.map(({ linkId, link }) => documents.saveLink(linkId, { ...link, endsAt: now })));
  const names = [...new Set(standing.map(({ link }) => link.name))].join(', ');
  await store.commit(planId, [
    logRow(sender, 'link-ended', now, { documents: names, links: standing.length }),
  ]);
  return plan.name;
}
