import { Writable } from 'node:stream';

/** Somewhere to write a document that stays in memory; `bytes` once it has been ended. */
export function collectBytes(): { readonly out: Writable; bytes(): Uint8Array } {
  const chunks: Buffer[] = [];
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  return { out, bytes: () => new Uint8Array(Buffer.concat(chunks)) };
}
