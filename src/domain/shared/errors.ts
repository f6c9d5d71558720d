/** Stable codes of everything that can be refused; tests, logs and `--json` output rely on them. */
export type RefusalCode =
  | 'bad-input'
  | 'unknown-plan'
  | 'unknown-action'
  | 'unknown-question'
  | 'unknown-person'
  | 'unknown-cycle'
  | 'unknown-file'
  | 'ambiguous-plan'
  | 'ambiguous-person'
  | 'ambiguous-cycle'
  | 'not-permitted'
  | 'not-a-lead'
  | 'wrong-tenant'
  | 'action-closed'
  | 'cycle-frozen'
  | 'cycle-exists'
  | 'cycle-open'
  | 'signed-off'
  | 'unknown-meeting'
  | 'meeting-exists'
  | 'file-unreadable'
  | 'not-a-plan'
  | 'import-not-confirmed';

/** What somebody entered that a refusal may be about. */
export type RefusedField = 'dates' | 'every' | 'from' | 'until' | 'boards';

/**
 * Input or a request that is refused, with a message written for the person who made it: what is wrong and
 * what to do next. Nothing has been written when one is thrown.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** Which of the things entered it is about; null where that is said in words alone, or it is about them together. */
  readonly field: RefusedField | null;

  constructor(
    code: RefusalCode,
    message: string,
    options: ErrorOptions & { readonly field?: RefusedField } = {},
  ) {
    super(message, options);
    this.code = code;
    this.field = options.field ?? null;
  }
}

export type FailureCode =
  | 'storage-unavailable'
  | 'storage-conflict'
  | 'storage-limit'
  | 'messaging-failed'
  | 'paper-inconsistent';

/** The world failed (storage, network), not the person: worth retrying or telling an operator. Cause kept. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
