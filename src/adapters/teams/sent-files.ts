import { z } from 'zod';

/** A file somebody has attached: where Teams keeps it for a few minutes. */
export interface SentFile {
  /** Its name without a folder, fit to be shown. */
  readonly name: string;
  readonly url: string;
}

const attachments = z.object({ attachments: z.array(z.unknown()).max(100) });

const fileInfo = z.object({
  contentType: z.literal('application/vnd.microsoft.teams.file.download.info'),
  name: z.string().nullish(),
  content: z.object({ downloadUrl: z.string().min(1).max(8192) }),
});

function labelOf(name: string): string {
  const base = name.split(/[\\/]/u).at(-1) ?? '';
  const shown = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .trim()
    .slice(0, 100);
  return shown === '' ? 'the file' : shown;
}

/** The files of a message; its formatted text, pictures and cards are attachments too, and not among them. */
export function parseSentFiles(activity: unknown): SentFile[] {
  const { data } = attachments.safeParse(activity);
  return (data?.attachments ?? []).flatMap((attachment) => {
    const file = fileInfo.safeParse(attachment);
    return file.success ? [{ name: labelOf(file.data.name ?? ''), url: file.data.content.downloadUrl }] : [];
  });
}
