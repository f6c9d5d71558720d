import { z } from 'zod';
import type { TeamRef } from '../../ports.ts';

const envelope = z.object({
  channelId: z.string().max(64).default('msteams'),
  serviceUrl: z.string().min(1).max(2048),
  recipient: z.object({ id: z.string().max(512), name: z.string().max(256).nullish() }).nullish(),
  channelData: z.object({ team: z.object({ id: z.string().min(1).max(256) }) }),
});

/** The team an activity comes from; null for one from a 1:1 or group chat. */
export function parseTeam(activity: unknown, tenantId: string): TeamRef | null {
  const { data } = envelope.safeParse(activity);
  if (!data) return null;
  return {
    tenantId,
    teamId: data.channelData.team.id,
    serviceUrl: data.serviceUrl,
    channelId: data.channelId,
    botId: data.recipient?.id ?? '',
    botName: data.recipient?.name ?? '',
  };
}
