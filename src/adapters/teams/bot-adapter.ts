import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConfigurationBotFrameworkAuthenticationOptions,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';

export interface BotSignIn {
  readonly type: 'MultiTenant' | 'SingleTenant' | 'UserAssignedMSI';
  readonly appId: string;
  readonly password: string;
  readonly tenantId: string;
}

/** botbuilder's adapter with its processing opened to a caller that is no Express or restify response. */
export class BotAdapter extends CloudAdapter {
  /** Authenticates an activity and runs one turn. Throws an `AuthenticationError` for a bad or missing token. */
  receive(
    authorization: string,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authorization, activity, logic);
  }
}

/** The adapter for a bot's registration; null runs unauthenticated. */
export function createBotAdapter(signIn: BotSignIn | null): BotAdapter {
  const settings: ConfigurationBotFrameworkAuthenticationOptions = signIn
    ? {
        MicrosoftAppType: signIn.type,
        MicrosoftAppId: signIn.appId,
        MicrosoftAppPassword: signIn.password,
        MicrosoftAppTenantId: signIn.tenantId,
      }
    : {};
  return new BotAdapter(new ConfigurationBotFrameworkAuthentication(settings));
}

interface Policy {
  readonly name: string;
  sendRequest<R>(
    request: { timeout: number },
    next: (request: { timeout: number }) => Promise<R>,
  ): Promise<R>;
}

interface Pipeline {
  removePolicy(options: { name: string }): readonly unknown[];
  addPolicy(policy: Policy, options: { afterPhase: 'Sign' }): void;
}

interface ConnectorWithConversations {
  readonly conversations: {
    createConversation(parameters: object): Promise<{ readonly id?: unknown; readonly serviceUrl?: unknown }>;
  };
}

function hasConversations(value: unknown): value is ConnectorWithConversations {
  if (typeof value !== 'object' || value === null || !('conversations' in value)) return false;
  const { conversations } = value;
  return typeof conversations === 'object' && conversations !== null && 'createConversation' in conversations;
}

interface ConnectorWithPipeline {
  readonly client: { readonly pipeline: Pipeline };
}

function hasPipeline(value: unknown): value is ConnectorWithPipeline {
  if (typeof value !== 'object' || value === null || !('client' in value)) return false;
  const { client } = value;
  if (typeof client !== 'object' || client === null || !('pipeline' in client)) return false;
  const { pipeline } = client;
  return (
    typeof pipeline === 'object' && pipeline !== null && 'removePolicy' in pipeline && 'addPolicy' in pipeline
  );
}

const connectorOf = (context: TurnContext): unknown =>
  context.turnState.get(context.adapter.ConnectorClientKey);

function pipelineOf(context: TurnContext): Pipeline {
  const connector = connectorOf(context);
  if (!hasPipeline(connector)) throw new Error('botbuilder has changed: its retries cannot be turned off.');
  return connector.client.pipeline;
}

/** A request to Teams is abandoned after this; botbuilder by itself would wait for ever. */
const requestMilliseconds = 15_000;

/**
 * Stops botbuilder from repeating this turn's sends by itself on 429 and 5xx: a repeat after a 5xx can post a message twice
 * (measured on 4.23.3, which has no option for it), and the delivery ledger counts attempts. Each request of
 * the turn also gets an end.
 */
export function turnOffRetries(context: TurnContext, milliseconds = requestMilliseconds): void {
  const pipeline = pipelineOf(context);
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  const sendRequest: Policy['sendRequest'] = (request, next) => {
    request.timeout = milliseconds;
    return next(request);
  };
  pipeline.addPolicy({ name: 'boardActionsDeadline', sendRequest }, { afterPhase: 'Sign' });
}

/** Each request of this turn, ready and signed, leaves only when `turn` has resolved; what that throws comes instead. */
export function holdRequests(context: TurnContext, turn: () => Promise<void>): void {
  const sendRequest: Policy['sendRequest'] = async (request, next) => {
    await turn();
    return next(request);
  };
  pipelineOf(context).addPolicy({ name: 'boardActionsTurn', sendRequest }, { afterPhase: 'Sign' });
}

/**
 * Creates a 1:1 chat through this turn's connector, and so with its retries off and its requests held: botbuilder's own
 * `createConversationAsync` makes a connector that nobody can reach. Gives the chat's id, the same one however often.
 */
export async function createChat(
  context: TurnContext,
  { memberId, tenantId }: { readonly memberId: string; readonly tenantId: string },
): Promise<string> {
  const connector = connectorOf(context);
  if (!hasConversations(connector)) throw new Error('botbuilder has changed: it creates no conversations.');
  const created = await connector.conversations.createConversation({
    isGroup: false,
    bot: context.activity.recipient,
    members: [{ id: memberId }],
    tenantId,
    channelData: { tenant: { id: tenantId } },
  });
  if (typeof created.id !== 'string' || created.id === '')
    throw new Error('Teams gave a chat without an id.');
  return created.id;
}
