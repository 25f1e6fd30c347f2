/** A CI server that takes a request and does not answer. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

let app: App;
beforeEach(async () => {
  // One node with one worker: a CI that held it would hold it up for all.
  app = await startApp(1);
});
afterEach(() => app.close());

it('a CI that hangs holds up no other build, and no pipeline', async () => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => reach(response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  app.listServer({ name: 'Hangs', ci: 'codefresh', base_url: base });
  const hanging = app.openChange();
  const held = await app.register(hanging, 'a'.repeat(24), { server: base });
  app.implement(hanging);
  const response = await reached;

  const told = new Promise((resolve) => {
    app.sandbox.codefresh.on((event) => {
      if (event.type === 'decision') resolve(event.build);
    });
  });
  const number = app.openChange();
  app.implement(number);
  const build = await app.pausedBuild();
  await app.register(number, build);
  expect(await told).toBe(build);

  response.destroy();
  await app.idle();
  server.close();
  expect(app.decisions(build)).toEqual(['approved']);
  expect(app.registration(held)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
});
