import { afterEach, describe, expect, it } from 'vitest';
import { call, REPOSITORY, startTestServer, TOKENS } from './fixtures/test-environment.ts';
import type { GithubServer } from './server.ts';

const DEPLOY = `
name: Deploy
run-name: Deploy \${{ github.event.client_payload.run-id }}
on: {repository_dispatch: {types: [change-approved]}}
jobs: {deploy: {runs-on: x, steps: [{run: 'echo "for \${{ github.event.client_payload.run-id }}"'}]}}
`;

describe('a repository_dispatch', () => {
  let server: GithubServer;
  afterEach(() => server.close());

  const post = () => {
    const body = { event_type: 'change-approved', client_payload: { 'run-id': '4711' } };
    return call(server, TOKENS.developer, 'POST', `/repos/${REPOSITORY}/dispatches`, body);
  };

  it('brings its values to the workflow, whatever others listen to', async () => {
    server = await startTestServer(DEPLOY);
    server.writeWorkflow('ci.yml', 'on: globex\njobs: {}\n');
    server.writeWorkflow('other.yml', DEPLOY.replace('change-approved', 'change-denied'));
    expect((await post()).status).toBe(204);
    expect(server.runs.map(({ workflow }) => workflow)).toEqual(['deploy.yml']);
    expect(await server.runs[0]?.finished).toBe('success');
    expect(server.runs[0]?.log).toContain('for 4711');
    const runs = await call(server, TOKENS.developer, 'GET', `/repos/${REPOSITORY}/actions/runs`);
    expect(runs.body.workflow_runs[0].display_title).toBe('Deploy 4711');
  });

  it('fails the run of a workflow that listens to what is not implemented, too', async () => {
    server = await startTestServer(DEPLOY.replace('on: {', 'on: {globex: {}, '));
    expect((await post()).status).toBe(204);
    expect(await server.runs[0]?.finished).toBe('failure');
    expect(server.runs[0]?.log).toContain('does not implement `globex`');
  });
});
