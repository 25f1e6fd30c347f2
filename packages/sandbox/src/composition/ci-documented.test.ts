/** What docs/sandbox-behaviours.md says of the CI servers: each thing that they do not do is asked for, and named in the answer. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { missingForGitlab } from '../ci/gitlab/server.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

const PAGE = readFileSync(new URL('../../../../docs/sandbox-behaviours.md', import.meta.url), 'utf8');

/** What is in a row of the table of a CI, each as it is written: requests, or pieces of YAML. */
function listed(ci: string, row: string): string[] {
  const [, text = ''] = PAGE.split(`\n### ${ci}\n`);
  const [table = ''] = text.split(/^##/m);
  const [, cell = ''] = new RegExp(`^\\| ${row} \\|(.*)\\|$`, 'm').exec(table) ?? [];
  const found = [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  if (found.length === 0) throw new Error(`docs/sandbox-behaviours.md lists no ${row} under ${ci}`);
  return found;
}

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    codefresh: {
      apiKeys: [{ token: 'key', user: 'dev' }],
      images: { alpine: ['true'] },
      stepTypes: [],
    },
    github: {
      users: ['dev'],
      tokens: [{ kind: 'classic', token: 'ghp_dev', user: 'dev', scopes: ['repo'] }],
      repositories: [{ owner: 'globex', name: 'webshop', collaborators: { dev: 'admin' } }],
    },
    gitlab: {
      tokens: [{ token: 'glpat-dev', user: 'dev', role: 'owner', scopes: ['api'] }],
      images: {},
    },
  });
});
afterAll(() => sandbox.close());

/** @param request `METHOD /path` @returns the message of the 501 */
async function refused(url: string, request: string, headers: Record<string, string>): Promise<string> {
  const [method = '', path = ''] = request.split(' ');
  const response = await fetch(url + path, { method, headers });
  expect(response.status).toBe(501);
  return JSON.parse(await response.text()).message;
}

/** The YAML of `base` with a piece of the page put in. */
function withPiece(base: object, piece: string): string {
  return stringify({ ...base, ...(parse(piece) as object) });
}

/** The keys of a piece, one of which must be named. */
function names(piece: string): RegExp {
  const keys = Object.keys(parse(piece) as object);
  return new RegExp(`\\b(${keys.join('|')})\\b`);
}

describe("the sandbox's Codefresh", () => {
  it.each(listed('Codefresh', 'endpoints'))('answers 501 to %s', async (request) => {
    const said = await refused(sandbox.codefresh.url, request, { Authorization: 'key' });
    expect(said).toBe(`${request} is not implemented by the sandbox's Codefresh`);
  });

  const STEP = { image: 'alpine', commands: ['date'] };

  it('runs a pipeline with nothing of the list', async () => {
    const build = sandbox.codefresh.run(stringify({ version: '1.0', steps: { deploy: STEP } }));
    expect(await build.finished).toBe('success');
  });

  async function fails(codefreshYml: string, piece: string): Promise<void> {
    const build = sandbox.codefresh.run(codefreshYml);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain("The sandbox's Codefresh does not implement");
    expect(build.log).toMatch(names(piece));
  }

  it.each(listed('Codefresh', 'pipeline'))('fails a pipeline with %s', (piece) =>
    fails(withPiece({ version: '1.0', steps: { deploy: STEP } }, piece), piece),
  );

  it.each(listed('Codefresh', 'step'))('fails a step with %s', (piece) => {
    // A piece with a type is a step of its own.
    const step = piece.startsWith('type:') ? {} : STEP;
    return fails(
      stringify({ version: '1.0', steps: { deploy: { ...step, ...(parse(piece) as object) } } }),
      piece,
    );
  });
});

describe("the sandbox's GitHub", () => {
  it.each(listed('GitHub', 'endpoints'))('answers 501 to %s', async (request) => {
    const said = await refused(sandbox.github.apiUrl, request, { Authorization: 'Bearer ghp_dev' });
    expect(said).toBe(`${request} is not implemented by the sandbox's GitHub`);
  });

  const STEP = { run: 'date' };
  const JOB = { 'runs-on': 'ubuntu-latest', steps: [STEP] };
  const WORKFLOW = { on: { push: {} }, jobs: { deploy: JOB } };

  it('runs a workflow with nothing of the list', async () => {
    sandbox.github.writeWorkflow('deploy.yml', stringify(WORKFLOW));
    expect(await sandbox.github.push().finished).toBe('success');
  });

  it.each(listed('GitHub', 'on'))('starts nothing on %s', (piece) => {
    sandbox.github.writeWorkflow('deploy.yml', stringify({ ...WORKFLOW, on: parse(piece) }));
    expect(() => sandbox.github.push()).toThrow(/^The sandbox's GitHub does not implement/);
    expect(() => sandbox.github.push()).toThrow(names(piece));
  });

  async function fails(workflow: string, piece: string): Promise<void> {
    sandbox.github.writeWorkflow('deploy.yml', workflow);
    const run = sandbox.github.push();
    expect(await run.finished).toBe('failure');
    expect(run.log).toMatch(/^(.*: )?the sandbox's GitHub does not implement [^\n]*$/i);
    expect(run.log).toMatch(names(piece));
  }

  it.each(listed('GitHub', 'workflow'))('fails a workflow with %s', (piece) =>
    fails(withPiece(WORKFLOW, piece), piece),
  );

  it.each(listed('GitHub', 'job'))('fails a job with %s', (piece) => {
    // A job that calls a workflow has no steps.
    const base = piece.startsWith('{uses:') || piece.startsWith('uses:') ? {} : JOB;
    return fails(
      stringify({ ...WORKFLOW, jobs: { deploy: { ...base, ...(parse(piece) as object) } } }),
      piece,
    );
  });

  it.each(listed('GitHub', 'step'))('fails a step with %s', (piece) => {
    const step = piece.startsWith('uses:') ? {} : STEP;
    const steps = [{ ...step, ...(parse(piece) as object) }];
    return fails(stringify({ ...WORKFLOW, jobs: { deploy: { ...JOB, steps } } }), piece);
  });
});

describe("the sandbox's GitLab", () => {
  it.each(listed('GitLab', 'endpoints'))('answers 501 to %s', async (request) => {
    const said = await refused(sandbox.gitlab.url, request, { 'PRIVATE-TOKEN': 'glpat-dev' });
    expect(said).toBe(`${request} is not implemented by the sandbox's GitLab`);
  });

  describe.skipIf(missingForGitlab().length > 0)('with a runner', () => {
    const JOB = { script: ['date'] };

    it('runs a job with nothing of the list', async () => {
      expect(await sandbox.gitlab.run(stringify({ deploy: JOB })).finished).toBe('success');
    });

    const pieces = listed('GitLab', 'job');
    const jobs = pieces.map((piece, index) => {
      // A job that starts another pipeline has no script.
      const base = piece.startsWith('trigger:') ? {} : JOB;
      return [`job-${index}`, { ...base, ...(parse(piece) as object) }];
    });
    let refusals: string[];
    beforeAll(async () => {
      const pipeline = sandbox.gitlab.run(stringify(Object.fromEntries(jobs)));
      expect(await pipeline.finished).toBe('failed');
      refusals = pipeline.configError.split('\n');
    });

    it.each(pieces.map((piece, index) => [piece, index] as const))('fails a job with %s', (piece, index) => {
      const refusal = refusals.find((line) => new RegExp(`\\(in job job-${index}\\b`).test(line));
      expect(refusal).toContain("The sandbox's GitLab does not implement");
      expect(refusal).toMatch(names(piece));
    });
  });
});
