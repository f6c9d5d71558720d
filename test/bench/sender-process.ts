/** The floor of delivery: the same body posted again and again over kept connections, and nothing else done. */
import { answerCalls } from '../support/child-calls.ts';

answerCalls({
  /** Posts `count` times, so many at once; gives the messages posted. */
  async send(url: string, body: string, count: number, atOnce: number): Promise<number> {
    let left = count;
    const work = async () => {
      while (left > 0) {
        left -= 1;
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(url, { method: 'POST', headers, body });
        await response.arrayBuffer();
        if (response.status !== 201) throw new Error(`The connector answered ${response.status}.`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    return count;
  },
  megabytes: () => process.memoryUsage().rss / 1_048_576,
});
