/** How a measurement adds up: a counter only grows, a histogram keeps a distribution, a gauge the present value. */
export interface Instrument {
  readonly kind: 'counter' | 'histogram' | 'gauge';
  /** As UCUM writes it: `ms`, `s`, or what is counted, in braces. */
  readonly unit: string;
  readonly description: string;
}

/**
 * Everything the service counts, times and gauges. Attributes take few values each and never name a person; a plan’s id stands
 * on spans only, so that a council’s plans do not multiply its series. Every replica reports its own: add counters up, take the
 * highest of a gauge.
 *
 * | Name                        | Kind      | Unit       | Attributes        | Meaning                                                       |
 * | --------------------------- | --------- | ---------- | ----------------- | ------------------------------------------------------------- |
 * | `deliveries.settled`        | counter   | {delivery} | `kind`, `outcome` | A message was sent, or ended without: unreachable, failed     |
 * | `delivery.wait`             | histogram | ms         | `kind`            | From planned to sent                                          |
 * | `delivery.send`             | histogram | ms         | `outcome`         | One request to Teams                                          |
 * | `throttled`                 | counter   | {answer}   |                   | Teams answered that it wants fewer requests                   |
 * | `turns`                     | counter   | {turn}     | `kind`, `outcome` | Something somebody did in Teams was answered                  |
 * | `turn.time`                 | histogram | ms         | `kind`, `outcome` | Until it was answered; Teams gives up after ten seconds       |
 * | `late.time`                 | histogram | ms         | `kind`, `outcome` | Until the answer of a turn with the outcome `late` was sent   |
 * | `file.read`                 | histogram | ms         | `outcome`         | Reading one attached plan file, with its wait for a thread    |
 * | `replies.saved`             | counter   | {reply}    | `kind`, `late`    | A lead’s update was saved; `late`: after the freeze           |
 * | `tick.time`                 | histogram | ms         | `outcome`         | One look of the scheduler at what is due                      |
 * | `schedule.steps`            | counter   | {step}     | `kind`            | What it did: rounds opened, reminders, escalations, freezes   |
 * | `queue.depth`               | gauge     | {message}  |                   | Messages that wait to be sent, about                          |
 * | `queue.oldest-due-seconds`  | gauge     | s          |                   | How long the oldest message that should have gone has waited  |
 * | `plans.due`                 | gauge     | {plan}     |                   | Plans the scheduler should look at now                        |
 *
 * Spans: `turn` (`kind`), `delivery` (`kind`, `deliveryId`, as in the log), `plan` (`planId`): one plan looked at in a tick. A
 * failed one carries `failure`: the error’s class and code, never its message.
 */
export const instruments: Readonly<Record<string, Instrument>> = {
  'deliveries.settled': { kind: 'counter', unit: '{delivery}', description: 'Messages sent or ended' },
  'delivery.wait': { kind: 'histogram', unit: 'ms', description: 'From planned to sent' },
  'delivery.send': { kind: 'histogram', unit: 'ms', description: 'One request to Teams' },
  throttled: { kind: 'counter', unit: '{answer}', description: 'Answers that asked for fewer requests' },
  turns: { kind: 'counter', unit: '{turn}', description: 'Activities answered' },
  'turn.time': { kind: 'histogram', unit: 'ms', description: 'Until an activity was answered' },
  'late.time': { kind: 'histogram', unit: 'ms', description: 'Until a late answer was sent' },
  'file.read': { kind: 'histogram', unit: 'ms', description: 'Reading an attached file' },
  'replies.saved': { kind: 'counter', unit: '{reply}', description: 'Updates saved' },
  'tick.time': { kind: 'histogram', unit: 'ms', description: 'One look at what is due' },
  'schedule.steps': { kind: 'counter', unit: '{step}', description: 'What the scheduler did' },
  'queue.depth': { kind: 'gauge', unit: '{message}', description: 'Messages waiting, about' },
  'queue.oldest-due-seconds': { kind: 'gauge', unit: 's', description: 'Wait of the oldest overdue message' },
  'plans.due': { kind: 'gauge', unit: '{plan}', description: 'Plans to look at now' },
};

/** The kinds of span, as Azure Monitor sorts them: `server` and `consumer` are requests, `internal` is a dependency. */
export const spanKinds: Readonly<Record<string, 'server' | 'consumer' | 'internal'>> = {
  turn: 'server',
  delivery: 'consumer',
  plan: 'internal',
};
