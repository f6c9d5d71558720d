import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import type { ReplyDraft } from '../../src/domain/reply/reply-fields.ts';
import type { ReplyTarget } from '../../src/use-cases/reply/reply-facts.ts';

/** Bot Framework activities as Teams sends them, of one person in their 1:1 chat. */
function envelope(userId: string, serviceUrl: string): object {
  return {
    id: randomUUID(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${userId}`, name: 'A lead', aadObjectId: userId },
    recipient: { id: '28:board-actions', name: 'Board Actions' },
    conversation: { id: conversationOf(userId), conversationType: 'personal', tenantId: 'local' },
    channelData: { tenant: { id: 'local' } },
  };
}

export const conversationOf = (userId: string) => `a:${userId}`;

/** A press of any button, whose bot finds the channel at `serviceUrl`. */
export function press(userId: string, serviceUrl: string, verb: string, data: object): object {
  const value = { action: { type: 'Action.Execute', verb, data: { ...data, verb } }, trigger: 'manual' };
  return { ...envelope(userId, serviceUrl), type: 'invoke', name: 'adaptiveCard/action', value };
}

export function saveReply(
  userId: string,
  { planId, cycleId: meeting, actionId }: ReplyTarget,
  seen: number,
  draft: ReplyDraft,
  serviceUrl = 'http://127.0.0.1:9/',
): object {
  const data = { planId, meeting, actionId, ...draft, finished: String(draft.finished), seen };
  return press(userId, serviceUrl, 'reply.save', data);
}

export function sayText(userId: string, serviceUrl: string, text: string): object {
  return { ...envelope(userId, serviceUrl), type: 'message', text, textFormat: 'plain' };
}

/** Posts activities over connections that are kept open, as a channel does. Throws for any answer but HTTP 200. */
export interface Channel {
  post(activity: object): Promise<string>;
  close(): void;
}

export function openChannel(url: string): Channel {
  const agent = new Agent({ keepAlive: true });
  return {
    post: (activity) =>
      new Promise((resolve, reject) => {
        const body = JSON.stringify(activity);
        const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
        const posted = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`HTTP ${response.statusCode}: ${text}`));
          });
        });
        posted.on('error', reject);
        posted.end(body);
      }),
    close: () => agent.destroy(),
  };
}
