/** What ends an HTTP request of Teams. */
export interface EndpointResponse {
  readonly status: number;
  readonly body?: unknown;
}

/** One HTTP request of Teams while it is answered. Its turn may go on after that, so that nothing is cut short by the clock. */
export interface Exchange {
  /** In the log, and told to the person as the reference of a failure. */
  readonly correlationId: string;
  /** Resolves when somebody who has written had better hear that it takes longer; with `due` at the latest. */
  readonly soon: Promise<'due'>;
  /** Resolves when whoever waits must hear something, done or not. */
  readonly due: Promise<'due'>;
  /** Resolves when the process ends and can wait for nothing more. */
  readonly cut: Promise<'cut'>;
  /** Ends the request before its turn has ended; the first answer counts. */
  answer(response: EndpointResponse): void;
  /** When it was ended so, in milliseconds of `performance.now()`; null while the end of its turn will answer it. */
  answeredAt(): number | null;
}

export interface Signal<T> {
  readonly given: Promise<T>;
  give(value: T): void;
}

export function createSignal<T>(): Signal<T> {
  let give: (value: T) => void = () => undefined;
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { given, give };
}
