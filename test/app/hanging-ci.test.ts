/** A CI server that takes a request and does not answer. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
beforeEach(async () => {
  // One node with one worker: what it holds up, it holds up for all.
  app = await startApp(1);
});
afterEach(() => app.close());

it('a CI that hangs holds up other builds until its socket is given up, and no pipeline', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => reach(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  app.listServer({ name: 'Hangs', ci: 'codefresh', base_url: base });
  const hanging = app.openChange();
  const held = await app.register(hanging, 'a'.repeat(24), { server: base });
  app.implement(hanging);
  const response = await reached;

  const number = app.openChange();
  app.implement(number);
  const build = await app.pausedBuild();
  await app.register(number, build);
  expect(app.decisions(build)).toEqual([]);

  response.destroy();
  await app.idle();
  server.close();
  expect(app.decisions(build)).toEqual(['approved']);
  expect(app.registration(held)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
});
