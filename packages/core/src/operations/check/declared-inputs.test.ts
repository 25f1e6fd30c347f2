import { expect, it } from 'vitest';
import { prepare } from '../../execute.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import { OPERATIONS } from '../../inputs/declaration.ts';
import { INPUTS } from '../../inputs.ts';
import { Secrets } from '../../secrets.ts';
import { runCheck } from './run-check.ts';

const http = async (request: HttpRequest): Promise<HttpResponse> => ({
  status: request.headers.authorization === undefined ? 401 : 200,
  headers: { 'content-type': 'application/json' },
  body: request.headers.authorization === undefined ? '{"error":{},"status":"failure"}' : '{"result":[]}',
});

it('reads each input that it declares', async () => {
  const prepared = await prepare({
    source: {
      values: {
        operation: 'check',
        'instance-url': 'https://acme.service-now.com',
        username: 'ci',
        password: 'corr3ct-horse',
        'callback-token': 'callback-t0ken',
      },
      displayName: (name) => name,
    },
    ownInputs: {},
    readBuild: () => ({
      ci: 'testci',
      title: 'Test build 1',
      build: { id: 'build-1', url: 'https://ci.example/builds/1' },
      buildKey: 'build-1',
      server: 'https://ci.example/api',
      target: () => ({}),
      callback: true,
    }),
    log: { info() {}, warning() {} },
    secrets: new Secrets(),
    env: {},
    http,
  });
  const read = new Set<string>();
  const inputs = new Proxy(prepared.inputs, {
    get(target, name, receiver) {
      read.add(String(name));
      return Reflect.get(target, name, receiver);
    },
  });
  const log = { info() {}, warning() {}, error() {}, mask() {}, set() {} };
  await runCheck({ ...prepared, inputs }, log);
  const own = Object.entries(INPUTS).filter(
    ([, { operations }]) =>
      operations.length < OPERATIONS.length && operations.some((one) => one === 'check'),
  );
  expect(own.map(([name]) => name).filter((name) => !read.has(name))).toEqual([]);
});
