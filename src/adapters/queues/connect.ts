import type { TokenCredential } from '@azure/identity';
import { QueueClient, type StoragePipelineOptions } from '@azure/storage-queue';
import { Refusal } from '../../domain/shared/errors.ts';
import { queueFailure } from './queue-error.ts';

/** A connection string, or the name of an account that this process may use by its managed identity. */
export type QueueSettings = { readonly connectionString: string } | { readonly accountName: string };

/** The queue of deliveries, not yet known to exist. */
export interface Queues {
  readonly deliveries: QueueClient;
  /** Milliseconds until a request with all its retries is given up. */
  readonly patience: number;
}

/** Makes the client without talking to storage. Throws a `Refusal` for a connection string that is none. */
export function connectQueues(settings: QueueSettings, patience = 8_000): Queues {
  const options: StoragePipelineOptions = {
    retryOptions: { maxTries: 3, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 },
  };
  if ('connectionString' in settings) {
    try {
      return { deliveries: new QueueClient(settings.connectionString, 'deliveries', options), patience };
    } catch {
      // The SDK's own error is not kept: it may quote the key.
      throw new Refusal('bad-input', 'The storage connection string cannot be read. Copy it again in full.');
    }
  }
  const url = `https://${settings.accountName}.queue.core.windows.net/deliveries`;
  return { deliveries: new QueueClient(url, managedIdentity(), options), patience };
}

/** Makes the queue if it is missing. */
export async function createQueues(queues: Queues): Promise<void> {
  try {
    await queues.deliveries.createIfNotExists(withQueueDeadline(queues));
  } catch (error) {
    throw queueFailure(error, 'making the queue of deliveries');
  }
}

/** Throws a `Failure` when the queue cannot be reached or is missing. */
export async function checkQueues(queues: Queues): Promise<void> {
  try {
    await queues.deliveries.getProperties(withQueueDeadline(queues));
  } catch (error) {
    throw queueFailure(error, 'looking at the queue of deliveries');
  }
}

/** The SDK waits for ever by default: every call gets its own end. */
export function withQueueDeadline(queues: Queues): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(queues.patience) };
}

/** Loaded on first use: the package takes a third of a second, and a connection string needs none of it. */
function managedIdentity(): TokenCredential {
  let credential: Promise<TokenCredential> | null = null;
  return {
    async getToken(scopes, options) {
      credential ??= import('@azure/identity').then((identity) => new identity.DefaultAzureCredential());
      return (await credential).getToken(scopes, options);
    },
  };
}
