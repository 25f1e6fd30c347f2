import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect, it } from 'vitest';
import { startSandbox } from './sandbox.ts';

it('starts all servers with one time, and leaves none of them when it closes', async () => {
  const start = new Date('2026-01-01T10:00:00Z');
  const sandbox = await startSandbox({ start, codefresh: { apiKeys: [], images: {}, stepTypes: [] } });
  const urls = [sandbox.serviceNow.url, sandbox.codefresh.url];
  expect(new Set(urls).size).toBe(2);
  sandbox.clock.advance(60_000);
  expect(sandbox.serviceNow.clock.now().getTime() - start.getTime()).toBeGreaterThanOrEqual(60_000);
  for (const url of urls) expect((await fetch(url)).status).toBeGreaterThanOrEqual(400);
  await sandbox.close();
  for (const url of urls) await expect(fetch(url)).rejects.toThrow('fetch failed');
});

it('has the CI servers that its options name, and no other', async () => {
  const sandbox = await startSandbox({ github: { users: [], repositories: [] } });
  try {
    expect(sandbox.ciPanels.map(({ key, url }) => [key, url])).toEqual([['github', sandbox.github.url]]);
    expect(() => sandbox.codefresh).toThrow('start it with `codefresh`');
  } finally {
    await sandbox.close();
  }
});

it('answers no page of another site, whichever of its servers that reaches', async () => {
  const sandbox = await startSandbox({
    codefresh: { apiKeys: [], images: {}, stepTypes: [] },
    github: { users: [], repositories: [] },
    gitlab: { tokens: [], images: {} },
  });
  try {
    const { serviceNow, codefresh, github, gitlab } = sandbox;
    for (const { url } of [serviceNow, codefresh, github, gitlab]) {
      for (const headers of [{ Host: 'evil.example' }, { Origin: 'http://evil.example' }]) {
        const outgoing = request(url, { method: 'POST', headers }).end();
        const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
        answer.resume();
        expect([url, answer.statusCode]).toEqual([url, 403]);
      }
    }
  } finally {
    await sandbox.close();
  }
});
