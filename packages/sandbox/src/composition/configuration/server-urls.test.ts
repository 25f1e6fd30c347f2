/** What a configuration calls `${serviceNow.url}` is the server's URL, whatever port it got. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { startConfigured } from '../start-configured.ts';
import { parseConfiguration } from './configuration.ts';

it('is filled in wherever people enter values', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-urls-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, 'says.yml'),
    `on: workflow_dispatch
jobs:
  says:
    runs-on: ubuntu-latest
    environment: staging
    steps: [{run: 'echo "$A $B"', env: {A: '\${{ vars.A }}', B: '\${{ vars.B }}'}}]
`,
  );
  writeFileSync(
    join(folder, 'codefresh.yml'),
    "{version: '1.0', steps: {says: {image: alpine, commands: ['echo $A']}}}",
  );
  const github = {
    users: ['octocat'],
    repositories: [
      {
        owner: 'globex',
        name: 'webshop',
        collaborators: { octocat: 'write' },
        workflows: { 'says.yml': 'says.yml' },
        variables: { A: '${serviceNow.url}' },
        environments: [{ name: 'staging', variables: { B: '${github.url}/api and ${codefresh.url}' } }],
      },
    ],
  };
  const configuration = parseConfiguration(
    {
      serviceNow: {
        properties: { 'sandbox.ci': '${codefresh.url}/api' },
        records: { cmdb_ci: [{ name: '${github.url}' }] },
      },
      codefresh: {
        images: { alpine: ['/bin/sh'] },
        pipelines: [{ label: 'Says', file: 'codefresh.yml', variables: { A: 'at ${serviceNow.url}' } }],
      },
      github,
    },
    folder,
  );
  const { sandbox, board, close } = await startConfigured(configuration);
  onTestFinished(close);
  const { serviceNow, codefresh, github: server } = sandbox;
  expect(serviceNow.database.find('sys_properties', 'name', 'sandbox.ci')?.value).toBe(
    `${codefresh.url}/api`,
  );
  expect(serviceNow.database.find('cmdb_ci', 'name', server.url)).toBeDefined();

  const run = server.dispatch('says.yml');
  run.waiting.catch(() => {});
  expect(await run.finished).toBe('success');
  expect(run.log).toContain(`${serviceNow.url} ${server.url}/api and ${codefresh.url}`);

  await fetch(`${board.url}/api/actions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ action: 'start', pipeline: 'codefresh-0' }),
  });
  await codefresh.builds[0]?.finished;
  expect(codefresh.builds[0]?.log).toBe(`says | at ${serviceNow.url}`);
});
