import { randomUUID } from 'node:crypto';
import { type Activity, ActivityTypes } from 'botbuilder';
import { z } from 'zod';
import { documents } from '../../domain/export/document.ts';
import { Refusal } from '../../domain/shared/errors.ts';
import type { ConversationRef, OfferedFile } from '../../ports.ts';

/** The name of the activity by which Teams tells that somebody has allowed or declined a file. */
export const fileConsentInvoke = 'fileConsent/invoke';

/** Teams' own ids of people; the Agents Playground, which shows no file consent, uses others. */
const teamsMember = /^29:/u;
/** The government clouds in which bots can send no files (Microsoft, "Send and receive files using a bot"). */
const withoutFiles = /\.infra\.(?:gov|dod)\.teams\.microsoft\.us$/u;

/** Whether the client behind a chat lets a person take a file from the bot. */
export function canTakeFiles(ref: ConversationRef | null): ref is ConversationRef {
  if (ref === null || ref.channelId !== 'msteams' || !teamsMember.test(ref.memberId)) return false;
  return URL.canParse(ref.serviceUrl) && !withoutFiles.test(new URL(ref.serviceUrl).hostname);
}

/**
 * Asks a person whether the document may be put into their OneDrive, and names what is `blank` in it. The context is an id
 * only, which is theirs alone.
 */
export function consentMessage(
  { offer, planName, fileName, size }: OfferedFile,
  blank: readonly string[] = [],
): Partial<Activity> {
  const unfilled = blank.length === 0 ? '' : `. Blank on the front sheet: ${blank.join(', ')}`;
  const description = `${documents[offer.name].title}: ${planName}${unfilled}`.slice(0, 500);
  const context = { offer: offer.id };
  return {
    type: ActivityTypes.Message,
    summary: description,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: fileName,
        content: {
          description,
          sizeInBytes: size,
          acceptContext: context,
          declineContext: context,
        },
      },
    ],
  };
}

const text = z.string().min(1).max(8192);
const consentValue = z.object({
  action: z.enum(['accept', 'decline']),
  context: z.object({ offer: z.guid() }),
  uploadInfo: z
    .object({
      uploadUrl: text,
      contentUrl: text,
      name: z.string().max(512).nullish(),
      uniqueId: z.string().max(256).nullish(),
      fileType: z.string().max(32).nullish(),
    })
    .nullish(),
});

export interface UploadInfo {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

export interface FileConsent {
  readonly offerId: string;
  /** Where the file may be put; null where the person has declined. */
  readonly upload: UploadInfo | null;
}

/** What somebody has answered. Throws `bad-input` for anything that no offer of ours leads to. */
export function parseFileConsent(value: unknown): FileConsent {
  const parsed = consentValue.safeParse(value);
  const info = parsed.data?.uploadInfo ?? null;
  if (!parsed.success || (parsed.data.action === 'accept' && info === null)) {
    throw new Refusal('bad-input', 'I could not read that answer. Type “export” for a new file.', {
      cause: parsed.error,
    });
  }
  const { action, context } = parsed.data;
  return {
    offerId: context.offer,
    upload:
      action === 'decline' || info === null
        ? null
        : {
            ...info,
            name: info.name ?? '',
            uniqueId: info.uniqueId ?? randomUUID(),
            fileType: info.fileType ?? '',
          },
  };
}

/** Shows a file that has been put where the person allowed it. */
export function fileMessage(upload: UploadInfo, fileName: string): Partial<Activity> {
  const name = upload.name === '' ? fileName : upload.name;
  return {
    type: ActivityTypes.Message,
    summary: `Saved: ${name}`,
    attachments: [
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: upload.contentUrl,
        name,
        content: {
          uniqueId: upload.uniqueId,
          fileType: upload.fileType || (fileName.split('.').at(-1) ?? ''),
        },
      },
    ],
  };
}
