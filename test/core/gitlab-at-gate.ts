/** A GitLab whose pipelines all stand at their gate, for the bundle that asks about its pipeline. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @returns its URL; it ends with the process */
export async function startGitlabAtGate(): Promise<string> {
  const jobs = JSON.stringify([
    { name: 'change:gate', stage: 'change', status: 'manual', allow_failure: false },
    { name: 'deploy', stage: 'deploy', status: 'created', allow_failure: false },
  ]);
  const server = createServer((_request, response) => response.end(jobs));
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
