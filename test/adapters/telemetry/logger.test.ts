import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/adapters/telemetry/logger.ts';

function record(level = 'info') {
  const lines: string[] = [];
  const logger = createLogger(level, { write: (line: string) => void lines.push(line) });
  return { logger, lines, told: () => lines.map((line) => JSON.parse(line)) };
}

const secrets = [
  'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=s3cret/+==;EndpointSuffix=core.windows.net',
  'https://a.queue.core.windows.net/deliveries?sv=2024&sig=s3cret%2F&se=2026',
  'authorization: Bearer s3cret.s3cret.s3cret',
  'Authorization "SharedKey account:s3cret="',
  'InstrumentationKey=s3cret;IngestionEndpoint=https://uksouth.example/',
  'client_secret=s3cret&grant_type=client_credentials',
  'GET https://actions.example/calendar/s3cret.ics failed',
];

describe('createLogger', () => {
  it('writes one JSON object a line, with the time, the service and the bound fields', () => {
    const { logger, told } = record();
    logger.child({ deliveryId: '0123456789ab' }).info({ state: 'sent' }, 'delivery settled');
    expect(told()).toMatchObject([
      { service: 'board-actions', deliveryId: '0123456789ab', state: 'sent', msg: 'delivery settled' },
    ]);
    expect(told()[0].time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('leaves out what is below its level', () => {
    const { logger, lines } = record('warn');
    logger.info({}, 'quiet');
    logger.warn({}, 'loud');
    expect(lines).toHaveLength(1);
  });

  it.each(secrets)('takes the secret out of an error that says “%s”', (text) => {
    const { logger, lines } = record();
    const cause = Object.assign(new Error(text), { statusCode: 403, code: 'Forbidden', request: { text } });
    logger.error({ err: new Error(`It failed: ${text}`, { cause }) }, 'failed');
    expect(lines.join()).not.toContain('s3cret');
    expect(lines.join()).toContain('[removed]');
    expect(JSON.parse(lines[0] ?? '').err).toMatchObject({
      name: 'Error',
      message: expect.stringContaining('It failed: '),
      cause: { statusCode: 403, code: 'Forbidden' },
    });
  });

  it('takes secret fields out wherever a library puts them', () => {
    const { logger, lines } = record();
    logger.info(
      {
        authorization: 's3cret',
        headers: { authorization: 's3cret' },
        a: { b: { connectionString: 's3cret' } },
      },
      'request',
    );
    expect(lines.join()).not.toContain('s3cret');
  });

  it('lets the configuration say whether a secret is set', () => {
    const { logger, told } = record();
    logger.info({ config: { bot: { password: 'none' }, storage: { connectionString: 'set' } } }, 'starting');
    expect(told()[0].config).toEqual({ bot: { password: 'none' }, storage: { connectionString: 'set' } });
  });

  it('says of something thrown that is no error that it is none', () => {
    const { logger, told } = record();
    logger.error({ err: 'AccountKey=s3cret' }, 'failed');
    expect(told()[0].err).toEqual({ message: 'Something was thrown that is no error.' });
  });
});
