import { TableClient, type TableServiceClientOptions } from '@azure/data-tables';
import type { TokenCredential } from '@azure/identity';
import { Refusal } from '../../domain/shared/errors.ts';
import { storageFailure } from './storage-error.ts';

/** A connection string, or the name of an account that this process may use by its managed identity. */
export type StorageSettings = { readonly connectionString: string } | { readonly accountName: string };

/** The two tables of the product, not yet known to exist. */
export interface Tables {
  readonly plans: TableClient;
  readonly directory: TableClient;
  /** Milliseconds until a request with all its retries is given up. */
  readonly patience: number;
}

/** Teams shows its user an error after ten to fifteen seconds; a page of a long list may take storage five. */
const usualPatience = 8_000;

/** Makes the clients without talking to storage. Throws a `Refusal` for a connection string that is none. */
export function connectTables(settings: StorageSettings, patience = usualPatience): Tables {
  return {
    plans: connectTable(settings, 'plans'),
    directory: connectTable(settings, 'directory'),
    patience,
  };
}

/** Makes the tables that are missing; there is no other migration step, since every row carries its version. */
export async function createTables(tables: Tables): Promise<void> {
  for (const table of [tables.plans, tables.directory]) {
    try {
      await table.createTable(withDeadline(tables));
    } catch (error) {
      throw storageFailure(error, `making the table ${table.tableName}`);
    }
  }
}

/** Throws a `Failure` when storage cannot be reached or a table is missing. */
export async function checkTables(tables: Tables): Promise<void> {
  for (const table of [tables.plans, tables.directory]) {
    const nothing = { queryOptions: { filter: "PartitionKey eq '~' and RowKey eq '~'" } };
    try {
      await table
        .listEntities({ ...nothing, ...withDeadline(tables) })
        .byPage({ maxPageSize: 1 })
        .next();
    } catch (error) {
      throw storageFailure(error, `reading the table ${table.tableName}`);
    }
  }
}

/** The SDK waits for ever by default, and obeys any Retry-After: every call gets its own end. */
export function withDeadline(tables: Tables): { abortSignal: AbortSignal } {
  return { abortSignal: AbortSignal.timeout(tables.patience) };
}

function connectTable(settings: StorageSettings, name: string): TableClient {
  const options: TableServiceClientOptions = {
    retryOptions: { maxRetries: 2, retryDelayInMs: 200, maxRetryDelayInMs: 1_000 },
    additionalPolicies: [{ policy: escapedLineSeparators, position: 'perCall' }],
  };
  if ('connectionString' in settings) {
    const { connectionString } = settings;
    const allowInsecureConnection = isLoopback(connectionString);
    try {
      return TableClient.fromConnectionString(connectionString, name, {
        ...options,
        allowInsecureConnection,
      });
    } catch {
      // The SDK's own error is not kept: it may quote the key.
      throw new Refusal('bad-input', 'The storage connection string cannot be read. Copy it again in full.');
    }
  }
  const url = `https://${settings.accountName}.table.core.windows.net`;
  return new TableClient(url, name, managedIdentity(), options);
}

/** Plain HTTP is for an emulator on this machine alone. */
function isLoopback(connectionString: string): boolean {
  return (
    /UseDevelopmentStorage=true/i.test(connectionString) ||
    /TableEndpoint=http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/i.test(connectionString)
  );
}

type Policy = NonNullable<TableServiceClientOptions['additionalPolicies']>[number]['policy'];

/**
 * U+2028 and U+2029 may stand bare in JSON, and text pasted from Word has them, but Azurite then misreads a
 * transaction and answers 500. They occur inside JSON strings only, so escaping them changes nothing else.
 */
const escapedLineSeparators: Policy = {
  name: 'boardActionsEscapedLineSeparators',
  sendRequest: (request, next) => {
    if (typeof request.body === 'string') {
      request.body = request.body.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
    }
    return next(request);
  },
};

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
