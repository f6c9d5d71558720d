import type { AskedPost } from '../../domain/digest/asked-post.ts';
import type { PostDesk } from '../../ports.ts';
import type { Tables } from './connect.ts';
import { createRowDesk } from './row-desk.ts';
import { choice, rowCodec, text } from './row-schema.ts';

const codec = rowCodec<AskedPost>({
  tenantId: text,
  userId: text,
  id: text,
  said: text,
  askedAt: text,
  state: choice(['asked', 'posted', 'sent-alone']),
});

/** In the table `directory`, partition `~posts`: `post~<tenant>~<user>~<id>`. */
export function createPostDesk(tables: Tables): PostDesk {
  const rows = createRowDesk(tables, { partition: '~posts', kind: 'post', codec, what: 'a post' });
  const keyOf = ({ tenantId, userId, id }: AskedPost) => [tenantId, userId, id];
  return {
    save: (post) => rows.save(keyOf(post), post),
    find: (...key) => rows.find(key),
    replace: (post, etag) => rows.replace(keyOf(post), post, etag),
    removeOld: (asked) => rows.removeBefore('askedAt', asked),
  };
}
