/** Pipelines of Codefresh's original ServiceNow step, with only its type changed. */
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { STEP_TYPE } from '../gate/references.ts';
import { registrations } from '../registrations.ts';
import { approveAndImplement, originalVariables, run, stepStatus } from './builds.ts';
import { guidePipeline } from './documents.ts';

const README_PIPELINE = guidePipeline('Move from the original step');

const CONNECTION =
  "SN_INSTANCE: '${{SN_INSTANCE}}', SN_USER: '${{SN_USER}}', SN_PASSWORD: '${{SN_PASSWORD}}'";

function step(given: string): string {
  // What is given comes in place of what a connection has.
  const connection = CONNECTION.split(', ').filter((one) => !given.includes(`${one.split(':')[0]}:`));
  return `{type: '${STEP_TYPE}', arguments: {${[...connection, given].join(', ')}}}`;
}

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function start(pipeline: string) {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
  const build = run(
    testEnv,
    `version: '1.0'\n${pipeline.replace(/^version: .*\n/, '')}`,
    originalVariables(testEnv),
  );
  // Not every pipeline here has a gate.
  build.paused.catch(() => {});
  return build;
}

async function gated(pipeline: string) {
  const build = await start(pipeline);
  await build.paused;
  return build;
}

function setConflict(status: string): void {
  testEnv.sandbox.serviceNow.database.update(
    'change_request',
    testEnv.change().sys_id ?? '',
    { conflict_status: status },
    'conflict.detection',
  );
}

describe("a pipeline of the original's README", () => {
  it('goes through with all that its author wrote', async () => {
    const build = await gated(README_PIPELINE);
    expect(testEnv.change()).toMatchObject({
      state: '-4',
      description: `Change for build ${build.id}.\nOpened by the pipeline`,
      start_date: '2030-01-07 20:00:00',
    });
    approveAndImplement(testEnv, testEnv.number);
    expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
    expect(testEnv.change()).toMatchObject({
      state: '3',
      close_code: 'successful',
      close_notes: `Closed by Codefresh build ${build.id}`,
      implementation_plan: "It's approved.",
    });
    const { database } = testEnv.sandbox.serviceNow;
    const notes = database.query('sys_journal_field', `element_id=${testEnv.change().sys_id}`);
    expect(notes.map(({ value }) => value)).toContain('Deployed, tested and closed by the pipeline');
  });

  it.each([
    ['ignore', 'success'],
    ['reject', 'error'],
  ])('treats a schedule conflict as its policy says: %s', async (policy, end) => {
    const build = await gated(
      README_PIPELINE.replaceAll('CR_CONFLICT_POLICY: reject', `CR_CONFLICT_POLICY: ${policy}`),
    );
    setConflict('Conflict');
    approveAndImplement(testEnv, testEnv.number);
    expect(await build.finished).toBe(end);
  });

  it('waits for a conflict to go away under policy wait', async () => {
    const build = await gated(
      README_PIPELINE.replaceAll('CR_CONFLICT_POLICY: reject', 'CR_CONFLICT_POLICY: wait'),
    );
    setConflict('Conflict');
    approveAndImplement(testEnv, testEnv.number);
    await testEnv.settled();
    expect(build.status).toBe('pending-approval');
    setConflict('No Conflict');
    expect(await build.finished).toBe('success');
  });

  it('is denied by a rejection, for which the original waited in vain', async () => {
    const build = await gated(README_PIPELINE);
    testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    expect(await build.finished).toBe('error');
    expect(stepStatus(build, 'deploy')).toBe('skipped');
  });
});

describe("the original's arguments", () => {
  it("may be those of the article, with its action's default", async () => {
    const build = await gated(`
steps:
  open: ${step(`TOKEN: '\${{CF_TOKEN}}', data: '{"short_description": "By the article"}'`)}
  wait: {type: pending-approval}
`);
    expect(testEnv.change().short_description).toBe('By the article');
    approveAndImplement(testEnv, testEnv.number);
    expect(await build.finished).toBe('success');
  });

  it('open a standard change by the name of its template, without a callback', async () => {
    const build = await start(`
steps:
  createCR: ${step(`CR_ACTION: createCR, STD_CR_TEMPLATE: Deploy a release, TOKEN: '\${{CF_TOKEN}}'`)}
  closeCR: ${step(`CR_ACTION: closeCR, CR_SYSID: '\${{CR_SYSID}}'`)}
`);
    expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
    expect(testEnv.change()).toMatchObject({
      type: 'standard',
      short_description: 'Deploy a release',
      state: '3',
    });
    expect(registrations(testEnv.sandbox.serviceNow)).toEqual([]);
  });

  it('register a callback for a standard change under the new name of its template', async () => {
    const build = await gated(`
steps:
  open: ${step(`OPERATION: open, STANDARD_TEMPLATE: Deploy a release, TOKEN: '\${{CF_TOKEN}}'`)}
  wait: {type: pending-approval}
  verify: ${step('OPERATION: verify')}
`);
    expect(testEnv.change()).toMatchObject({ type: 'standard', state: '-1' });
    // It is approved already, so the first callback may come before the pause.
    await testEnv.pass(60_000);
    expect(await build.finished).toBe('success');
  });

  it.each([
    [
      'CR_ACTION: reopenCR',
      'CR_ACTION: there is no action "reopenCR". There are createCR, updateCR, closeCR',
    ],
    ["CR_ACTION: createCR, TOKEN: ''", 'TOKEN: is required'],
    // In which spellings: test/core/unfilled-credentials.test.ts.
    [`TOKEN: '\${{NOT_SET}}'`, 'TOKEN: holds a reference to a variable, not its value'],
    [
      `TOKEN: t0ken-of-4, SN_USER: '\${{NOT_SET}}'`,
      'SN_USER: holds a reference to a variable, not its value',
    ],
    [`TOKEN: t0ken-of-4, CR_CONFLICT_POLICY: perhaps`, 'CR_CONFLICT_POLICY: Invalid option: expected one of'],
    [`TOKEN: t0ken-of-4, USERNAME: somebody-else`, 'SN_USER and USERNAME are the same argument and differ'],
  ])('that are wrong are an error, and no change: %s', async (given, problem) => {
    const build = await start(`steps: {it: ${step(given)}}`);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain(problem);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('keep their outputs', async () => {
    const build = await start(`
steps:
  createCR: ${step(`TOKEN: '\${{CF_TOKEN}}', CR_DATA: '{"description": "two\\nlines"}', LOG_LEVEL: error`)}
  updateCR: ${step(`CR_ACTION: updateCR, CR_DATA: '{"test_plan": "tried"}'`)}
  read: {image: alpine, commands: [grep tried /codefresh/volume/servicenow-cr-update.json]}
`);
    expect(await build.finished).toBe('success');
    const { CR_NUMBER, CR_SYSID, CR_CREATE_JSON = '' } = build.outputs;
    expect(testEnv.change()).toMatchObject({ number: CR_NUMBER, sys_id: CR_SYSID });
    expect(JSON.parse(CR_CREATE_JSON)).toMatchObject({ number: CR_NUMBER, description: 'two\nlines' });
    expect(build.outputs.CR_UPDATE_FULL_JSON).toBe('/codefresh/volume/servicenow-cr-update.json');
    expect(build.log).toContain('read |   "test_plan": "tried"');
    expect(build.log).not.toMatch(/^createCR \|/m);
    expect(build.steps[0]?.outputUrl).toContain(CR_SYSID);
  });
});

describe("the original's update set", () => {
  const GATED = (namespace: string) => `
steps:
  createCR: ${step(`TOKEN: '\${{CF_TOKEN}}', SN_NAMESPACE: ${namespace}, CR_CONFLICT_POLICY: wait`)}
  wait: {type: pending-approval}
  verify: ${step('OPERATION: verify')}
`;

  it('takes its own registration, and the log says what that costs', async () => {
    // Our app keeps an API that behaves like the original's, under a namespace of its own.
    const build = await gated(GATED('x_change_gate'));
    expect(build.log).toContain(
      'WARNING: Registered with the update set of the original step (namespace x_change_gate). It approves in Implement',
    );
    const sent = testEnv.sandbox.serviceNow.requests.find(
      ({ path }) => path === '/api/x_change_gate/codefresh/callback',
    );
    expect(sent).toMatchObject({ method: 'POST', status: 200 });
    setConflict('No Conflict');
    approveAndImplement(testEnv, testEnv.number);
    expect(await build.finished).toBe('success');
  });

  it('is missed by name', async () => {
    const build = await start(GATED('409723'));
    expect(await build.finished).toBe('error');
    expect(build.log).toMatch(
      /There is nothing at \/api\/409723\/codefresh\/callback on this instance.*CHG\d+ was canceled again.*\[APP_NOT_INSTALLED\]/,
    );
  });
});
