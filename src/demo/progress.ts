/** Lines for the person at the terminal. */
export interface Progress {
  /** `Starting storage ... done (0.4 s)`. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
  line(text: string): void;
}

/** `now` gives milliseconds of a clock that only goes forward. */
export function createProgress(write: (text: string) => void, now: () => number): Progress {
  return {
    async step(label, work) {
      const started = now();
      write(`${label} ... `);
      try {
        const result = await work();
        write(`done (${((now() - started) / 1000).toFixed(1)} s)\n`);
        return result;
      } catch (error) {
        write('failed\n');
        throw error;
      }
    },
    line: (text) => write(`${text}\n`),
  };
}
