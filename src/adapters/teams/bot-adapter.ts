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

interface RetryingClient {
  readonly client: { readonly pipeline: { removePolicy(options: { name: string }): readonly unknown[] } };
}

function isRetryingClient(value: unknown): value is RetryingClient {
  if (typeof value !== 'object' || value === null || !('client' in value)) return false;
  const { client } = value;
  if (typeof client !== 'object' || client === null || !('pipeline' in client)) return false;
  const { pipeline } = client;
  return typeof pipeline === 'object' && pipeline !== null && 'removePolicy' in pipeline;
}

/**
 * Stops botbuilder from repeating this turn's sends by itself on 429 and 5xx: a repeat after a 5xx can post a message twice
 * (measured on 4.23.3, which has no option for it), and the delivery ledger counts attempts.
 */
export function turnOffRetries(context: TurnContext): void {
  const connector: unknown = context.turnState.get(context.adapter.ConnectorClientKey);
  if (!isRetryingClient(connector))
    throw new Error('botbuilder has changed: its retries cannot be turned off.');
  connector.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
}
