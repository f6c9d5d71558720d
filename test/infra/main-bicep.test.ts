import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const bicep = readFileSync('infra/main.bicep', 'utf8');
const source = (path: string) => readFileSync(path, 'utf8');
/** Without comments and texts: what brackets stand for something. */
const bare = bicep.replace(/^\s*\/\/.*$/gm, '').replace(/'(?:[^'\\]|\\.)*'/g, "''");

const containerApp = bicep.slice(
  bicep.indexOf("'Microsoft.App/containerApps"),
  bicep.indexOf('resource bot '),
);
const named = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = '']) => name);

describe('infra/main.bicep', () => {
  it('closes what it opens', () => {
    const open: string[] = [];
    const pairs: Record<string, string> = { '}': '{', ']': '[', ')': '(' };
    for (const sign of bare) {
      if ('{[('.includes(sign)) open.push(sign);
      const opener = pairs[sign];
      if (opener) expect(open.pop()).toBe(opener);
    }
    expect(open).toEqual([]);
  });

  it('uses every parameter and variable it declares', () => {
    for (const name of named(bicep, /^(?:param|var) (\w+)/gm)) {
      const uses = bicep.match(new RegExp(`\\b${name}\\b`, 'g')) ?? [];
      expect([name, uses.length > 1]).toEqual([name, true]);
    }
  });

  it('sets only what the service reads, each once, and what it cannot run without', () => {
    const env = containerApp.slice(containerApp.indexOf('env: ['), containerApp.indexOf('probes: ['));
    const set = named(env, /name: '(\w+)'/g);
    expect(set).toEqual([...new Set(set)]);
    // The Azure SDK reads it, not our configuration.
    const read = [...named(source('src/config.ts'), /^ {2}(\w+): text,$/gm), 'AZURE_CLIENT_ID'];
    expect(set.filter((name) => !read.includes(name))).toEqual([]);
    expect(set).toEqual(
      expect.arrayContaining([
        'MicrosoftAppId',
        'MicrosoftAppTenantId',
        'STORAGE_ACCOUNT_NAME',
        'BOT_DOMAIN',
        'APPLICATIONINSIGHTS_CONNECTION_STRING',
      ]),
    );
  });

  it('probes what the service answers, and waits longer than it takes', () => {
    const paths = named(containerApp, /path: '([^']+)'/g);
    expect(paths).toEqual(['/healthz', '/healthz', '/readyz']);
    for (const path of paths) {
      expect(source('src/adapters/http/server.ts')).toContain(`server.get('${path}'`);
    }
    const readiness = containerApp.slice(containerApp.indexOf("type: 'Readiness'"));
    const [seconds] = named(readiness, /timeoutSeconds: (\d+)/g);
    expect(Number(seconds)).toBeGreaterThan(2);
  });

  it('gives a stopping replica more time than the process takes for itself', () => {
    const [grace] = named(containerApp, /terminationGracePeriodSeconds: (\d+)/g);
    const [stop = ''] = named(source('src/main.ts'), /stopWithinMilliseconds = ([\d_]+)/g);
    expect(Number(grace) * 1000).toBeGreaterThan(Number(stop.replaceAll('_', '')) + 5_000);
  });

  it('scales on the queue that the service uses, and never to nothing', () => {
    const [queue = ''] = named(containerApp, /queueName: '(\w+)'/g);
    expect(source('src/adapters/queues/connect.ts')).toContain(`'${queue}'`);
    expect(bicep).toMatch(/@minValue\(1\)\nparam minReplicas int = 1/);
  });
});
