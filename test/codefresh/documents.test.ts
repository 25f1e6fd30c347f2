/** Everything that the Codefresh guide and step.yaml show is valid, and runs as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { renderStepType } from '@change-gate/sandbox';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { approveAtEveryPause, originalVariables, run, stepStatus, variables } from './builds.ts';
import { GUIDE_PIPELINES, guidePipeline, STEP_YAML, stepExamples } from './documents.ts';

/** Codefresh's own validator. It throws for warnings, too. */
const validator: { validate(doc: unknown, output: 'message', yaml: string, context: object): void } =
  createRequire(import.meta.url)('@codefresh-io/yaml-validator/validator');

function validate(yaml: string): void {
  // It says of every step type of others that it knows no schema for it.
  vi.spyOn(console, 'log').mockReturnValue();
  validator.validate(parse(yaml), 'message', yaml, {});
}

const PIPELINES = [
  ...GUIDE_PIPELINES.map((heading) => ({
    name: `docs, ${heading}`,
    pipeline: guidePipeline(heading),
  })),
  ...stepExamples().map(({ description, pipeline }) => ({ name: `step.yaml, ${description}`, pipeline })),
];

describe("Codefresh's validator", () => {
  const live = readFileSync(new URL('../../examples/live/codefresh.yml', import.meta.url), 'utf8');

  it.each([...PIPELINES, { name: 'examples/live', pipeline: live }])('accepts $name', ({ pipeline }) => {
    expect(() => validate(pipeline)).not.toThrow();
  });

  it('would say what is wrong', () => {
    expect(() => validate(`{version: '1.0', steps: {wait: {type: pending-approval, timeout: 90m}}}`)).toThrow(
      /timeout/,
    );
  });

  it.each([
    [
      {
        OPERATION: 'open',
        DATA: `{"short_description": "it's: #1\n\\"x\\""}`,
        SUBMIT: false,
        DEADLINE_MINUTES: 90,
      },
    ],
    [{ CR_ACTION: 'closeCR', SN_NAMESPACE: 409723, CR_CLOSE_NOTES: "that's all" }],
    [{ OPERATION: 'verify', SN_IMAGE: 'registry.example.com/step' }],
  ])('accepts the steps that step.yaml makes of %j', async (given) => {
    const rendered = await renderStepType(fileURLToPath(STEP_YAML), given);
    expect(() => validate(stringify({ version: '1.0', steps: rendered }))).not.toThrow();
  });
});

describe('a pipeline as it is shown', () => {
  let testEnv: TestEnvironment;
  afterEach(() => testEnv.close());

  it.each(PIPELINES)('deploys and closes its changes: $name', async ({ pipeline }) => {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    approveAtEveryPause(testEnv);
    const build = run(testEnv, pipeline, { ...variables(testEnv), ...originalVariables(testEnv) });
    expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
    expect(stepStatus(build, 'deploy') ?? stepStatus(build, 'closeCR')).toBe('success');
    for (const change of testEnv.sandbox.serviceNow.changes()) {
      expect(change).toMatchObject({ state: '3', close_code: 'successful' });
    }
    expect(build.log).not.toContain('WARNING');
  });

  it.each(PIPELINES)('deploys nothing under $name when a person resumes it early', async ({ pipeline }) => {
    testEnv = await startTestEnvironment();
    testEnv.listServer(codefresh);
    const build = run(testEnv, pipeline, { ...variables(testEnv), ...originalVariables(testEnv) });
    await build.paused;
    // Approved, and not yet in Implement: what would close it now would close what nobody implemented.
    testEnv.sandbox.serviceNow.approveAll(testEnv.number);
    testEnv.sandbox.codefresh.approve(build.id, 'impatient-developer');
    expect(await build.finished).toBe('error');
    expect(stepStatus(build, 'deploy') ?? 'pending').not.toBe('success');
    expect(testEnv.change()).toMatchObject({ state: '-2', approval: 'approved' });
  });
});
