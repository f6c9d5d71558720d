/** What became of a send; never thrown, so that one lead's trouble stops nobody else's prompt. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly activityId: string }
  /** Nothing has left: the tenant's allowance of requests is used up, or Teams has asked to wait. */
  | { readonly kind: 'later'; readonly seconds: number }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number | null }
  /** Transient: 412, 5xx, no answer. */
  | { readonly kind: 'retry'; readonly reason: string }
  /** Blocked, uninstalled, not in the roster: until the person comes back. */
  | { readonly kind: 'unreachable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };
