import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Services, TeamRef } from '../../ports.ts';
import { meetTeam, type TeamJoined } from '../../use-cases/delivery/meet-team.ts';

const presence = z.object({
  type: z.string(),
  action: z.string().nullish(),
  recipient: z.object({ id: z.string() }).nullish(),
  membersAdded: z
    .array(z.object({ id: z.string(), aadObjectId: z.string().max(64).nullish() }))
    .max(1_000)
    .nullish(),
});

/** Who has come into a team by this activity; null where nobody has. */
export function parseJoined(activity: unknown, team: TeamRef): TeamJoined | null {
  const { data } = presence.safeParse(activity);
  if (!data) return null;
  const added = data.membersAdded ?? [];
  const installed = data.type === 'installationUpdate' && data.action?.startsWith('add') === true;
  const botAdded = installed || added.some(({ id }) => id === data.recipient?.id);
  const people = added.flatMap(({ id, aadObjectId }) =>
    aadObjectId ? [id, aadObjectId.toLowerCase()] : [id],
  );
  return botAdded || added.length > 0 ? { team, botAdded, added: people } : null;
}

/** Looks at teams that somebody has come into, after the turn that told of it: a large team takes longer than a turn may. */
export interface TeamWatch {
  look(services: Services, joined: TeamJoined): void;
  /** Waits for the looks that are under way. */
  settle(): Promise<void>;
}

export function createTeamWatch(): TeamWatch {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const pause = async (milliseconds: number) => {
    await wait(milliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => undefined);
  };
  return {
    look(services, joined) {
      const looking = meetTeam(services, joined, pause)
        .catch((error: unknown) => services.logger.error({ err: error }, 'a team could not be looked at'))
        .finally(() => underWay.delete(looking));
      underWay.add(looking);
    },
    async settle() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}
