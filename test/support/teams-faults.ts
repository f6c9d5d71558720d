/** One way in which the connector misbehaves for a request to send a message. */
export type TeamsFault =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** The message is kept all the same: the answer alone is wrong. */
      readonly stored?: boolean;
    }
  /** The connection ends without an answer. */
  | { readonly kind: 'drop'; readonly stored?: boolean }
  /** Answers as usual, after this long. */
  | { readonly kind: 'slow'; readonly milliseconds: number };

const coded = (status: number, code: string, message: string): TeamsFault => ({
  kind: 'answer',
  status,
  body: { error: { code, message } },
});

/** The answers that Microsoft documents for bots in Teams, with their bodies as the connector sends them. */
export const teamsFaults = {
  /** `seconds` null leaves Retry-After out, as Teams sometimes does. */
  throttled: (seconds: number | null): TeamsFault => ({
    kind: 'answer',
    status: 429,
    body: { error: { code: 'Throttled', message: 'Too many requests.' } },
    ...(seconds === null ? {} : { headers: { 'retry-after': String(seconds) } }),
  }),
  preconditionFailed: coded(412, 'PreconditionFailed', 'Concurrent operation conflict.'),
  internalError: coded(500, 'ServiceError', 'Internal server error.'),
  unavailable: (status: 502 | 503 | 504): TeamsFault => ({
    kind: 'answer',
    status,
    body: '<html>gateway</html>',
  }),
  /** The code of the person who has blocked or removed the bot stands in a string of JSON within the JSON. */
  writesBlocked: {
    kind: 'answer',
    status: 403,
    body: {
      errorCode: 209,
      message:
        '{\r\n  "subCode": "MessageWritesBlocked",\r\n  "details": "Thread is blocked from message writes.",\r\n  "errorCode": null,\r\n  "errorSubCode": null\r\n}',
    },
  } satisfies TeamsFault,
  disabledByAdmin: coded(403, 'BotDisabledByAdmin', 'The tenant admin disabled this bot.'),
  notInRoster: coded(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
  blockedByUser: coded(403, 'ConversationBlockedByUser', 'User blocked the conversation with the bot.'),
  notInstalled: coded(403, 'ForbiddenOperationException', 'Bot is not installed in user’s personal scope.'),
  invalidHost: coded(403, 'InvalidBotApiHost', 'Invalid bot api host.'),
  conversationNotFound: coded(404, 'ConversationNotFound', 'Conversation not found.'),
  tooBig: coded(413, 'MessageSizeTooBig', 'Message size too large.'),
  dropped: { kind: 'drop' } satisfies TeamsFault,
  /** The message arrives and the connector says that it did not. */
  storedThenUnavailable: {
    kind: 'answer',
    status: 502,
    body: { error: { code: 'ServiceError', message: 'Bad gateway.' } },
    stored: true,
  } satisfies TeamsFault,
} as const;
