/**
 * Pipelines as the users of Codefresh's original step have them, with its type changed and nothing else: each ends as the table of
 * docs/codefresh-migration.md says, which is read here.
 */
import { type Build, USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { codefresh } from '../gate/codefresh.ts';
import { STEP_TYPE } from '../gate/references.ts';
import { approveAtEveryPause, originalVariables, run } from './builds.ts';
import { guideTable } from './documents.ts';

let testEnv: TestEnvironment;

/** The arguments of each step; `undefined` takes one away. */
type Arguments = Readonly<Record<string, unknown>>;

interface Pipeline {
  /** Opens another change, with a pause of its own, when the first is closed. */
  readonly twice?: true;
  readonly createCR?: Arguments;
  readonly updateCR?: Arguments;
  readonly closeCR?: Arguments;
  readonly user?: { readonly userName: string; readonly password: string };
}

const DATA = { short_description: 'Globex deployment to QA' };
const data = (fields: Readonly<Record<string, string>>) => ({
  CR_DATA: JSON.stringify({ ...DATA, ...fields }),
});
const TOMCAT = data({ cmdb_ci: 'tomcat' });

/** By the first cell of the row. */
const PIPELINES: Readonly<Record<string, Pipeline>> = {
  'no step that verifies': {},
  '`SN_USER: admin`, without our role': { user: USERS.admin },
  'a user without the role `x_change_gate.pipeline`': { user: USERS.changeManager },
  '`cmdb_ci: tomcat`, which the instance does not have': { createCR: TOMCAT },
  'the same, with `CR_CONFLICT_POLICY: reject` or `wait`': {
    createCR: { ...TOMCAT, CR_CONFLICT_POLICY: 'reject' },
  },
  'the same, with `STRICT: true`': { createCR: { ...TOMCAT, STRICT: 'true' } },
  '`assignment_group` or `chg_model` by a name that the instance does not have': {
    createCR: data({ assignment_group: 'Nobody' }),
  },
  '`"start_date": ${{START_DATE}}` in `CR_DATA`, and no such variable': {
    createCR: { CR_DATA: '{"short_description": "Globex", "start_date": ${{START_DATE}}}' },
  },
  '`CR_CONFLICT_POLICY: ${{CONFLICT}}`, and no such variable': {
    createCR: { CR_CONFLICT_POLICY: '${{CONFLICT}}' },
  },
  '`CR_POLICY: reject`, or another name that is none': { createCR: { CR_POLICY: 'reject' } },
  'two `createCR`, each with a pause': { twice: true },
  '`LOG_LEVEL: warn`, or `WARNING`': { createCR: { LOG_LEVEL: 'warn' }, closeCR: { LOG_LEVEL: 'WARNING' } },
  '`LOG_LEVEL: verbose`': { createCR: { LOG_LEVEL: 'verbose' } },
  '`title` and `description`, of its earliest form': {
    createCR: { title: 'Deploy', description: 'Deploys' },
  },
  '`TOKEN: ${CF_API_TOKEN}`, as in its examples': { createCR: { TOKEN: '${CF_API_TOKEN}' } },
  '`SN_PASSWORD: $SN_PASSWORD`': { createCR: { SN_PASSWORD: '$SN_PASSWORD' } },
  '`state` in the `CR_DATA` of `createCR`, to have somebody asked': { createCR: data({ state: '-4' }) },
  '`state` in the `CR_DATA` of `updateCR`': { updateCR: { CR_DATA: '{"state": "0"}' } },
  '`state` in the `CR_DATA` of `closeCR`': { closeCR: { CR_DATA: '{"state": "3"}' } },
  'an apostrophe in `CR_DATA`': { createCR: data({ description: "It's Globex's" }) },
  'a trailing slash in `SN_INSTANCE`': { createCR: { SN_INSTANCE: '${{SN_INSTANCE}}/' } },
  '`CR_DATA` as a map, as in its `step.yaml`': { createCR: { CR_DATA: DATA } },
  '`action` and `data`, of version 1.0.0': {
    createCR: { CR_ACTION: undefined, CR_DATA: undefined, action: 'createCR', data: JSON.stringify(DATA) },
  },
  "`SN_NAMESPACE: 409723`, where the original's update set is not installed": {
    createCR: { SN_NAMESPACE: '409723' },
  },
};

const ROWS = guideTable('What becomes of a pipeline', 'the pipeline has').map(
  ([has = '', here = '', says = '']) => ({ has, here, says: quotations(says) }),
);

function quotations(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
}

async function start({ createCR, updateCR, closeCR, user, twice }: Pipeline): Promise<Build> {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
  const connection = {
    SN_INSTANCE: '${{SN_INSTANCE}}',
    SN_USER: '${{SN_USER}}',
    SN_PASSWORD: '${{SN_PASSWORD}}',
  };
  const step = (given: Arguments) => ({
    type: STEP_TYPE,
    arguments: { ...connection, ...given },
  });
  const steps = {
    createCR: step({ CR_ACTION: 'createCR', TOKEN: '${{CF_TOKEN}}', ...data({}), ...createCR }),
    wait: { type: 'pending-approval', timeout: { duration: 2, finalState: 'denied' } },
    ...(updateCR && { modifyCR: step({ CR_ACTION: 'updateCR', CR_SYSID: '${{CR_SYSID}}', ...updateCR }) }),
    deploy: { image: 'alpine:3.22', commands: ['echo deploying'] },
    closeCR: step({ CR_ACTION: 'closeCR', CR_SYSID: '${{CR_SYSID}}', ...closeCR }),
  };
  if (twice) Object.assign(steps, { createSecond: steps.createCR, waitAgain: steps.wait });
  const variables = { ...originalVariables(testEnv) };
  if (user !== undefined) Object.assign(variables, { SN_USER: user.userName, SN_PASSWORD: user.password });
  const build = run(testEnv, JSON.stringify({ version: '1.0', steps }), variables);
  build.paused.catch(() => {});
  return build;
}

/** How a build ends, by the word of the guide. */
const ENDS: Readonly<Record<string, (build: Build) => Promise<void>>> = {
  async works(build) {
    await deploys(build);
    expect(build.log).not.toContain('WARNING');
  },

  async warns(build) {
    await deploys(build);
    expect(build.log).toContain('WARNING');
  },

  async waits(build) {
    await build.paused;
    approveAll();
    await testEnv.settled();
    expect(build.status).toBe('pending-approval');
    expect(testEnv.registration()).toMatchObject({
      status: 'waiting',
      reason: expect.stringContaining('has not been checked for schedule conflicts'),
    });
  },

  async refused(build) {
    expect(`${await build.finished}\n${build.log}`).toMatch(/^error\n/);
    const { serviceNow } = testEnv.sandbox;
    expect(serviceNow.database.query('sysapproval_approver', '')).toEqual([]);
    expect(serviceNow.changes().filter(({ state }) => state !== '4')).toEqual([]);
  },

  async stops(build) {
    approveAtEveryPause(testEnv);
    expect(`${await build.finished}\n${build.log}`).toMatch(/^error\n/);
    expect(testEnv.sandbox.serviceNow.changes()).toHaveLength(1);
  },
};

function approveAll(): void {
  testEnv.sandbox.serviceNow.approveAll(testEnv.number);
  testEnv.sandbox.serviceNow.move(testEnv.number, 'Implement');
}

async function deploys(build: Build): Promise<void> {
  approveAtEveryPause(testEnv);
  expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
  expect(testEnv.change()).toMatchObject({ ...DATA, state: '3', close_code: 'successful' });
}

it('has a row of the table for each pipeline, and a pipeline for each row', () => {
  expect(ROWS.map(({ has }) => has)).toEqual(Object.keys(PIPELINES));
  expect(ROWS.length).toBeGreaterThanOrEqual(10);
});

describe('a pipeline of the original', () => {
  afterEach(() => testEnv.close());

  it.each(ROWS)('that has $has: $here', async ({ has, here, says }) => {
    const build = await start(PIPELINES[has] ?? {});
    const ends = ENDS[here];
    if (ends === undefined)
      throw new Error(`docs/codefresh-migration.md has a word that is not known here: ${here}`);
    await ends(build);
    expect(says.length > 0).toBe(here !== 'works');
    for (const words of says) expect(build.log).toContain(words);
  });
});

describe('a CI that the instance does not have', () => {
  afterEach(() => testEnv.close());

  it('is said to leave conflicts unchecked only to a policy that asks for them', async () => {
    const build = await start({ createCR: TOMCAT });
    await build.paused;
    expect(testEnv.change().cmdb_ci).toBe('');
    expect(build.log).not.toContain('conflicts');
  });
});

describe('the annotation Reason', () => {
  afterEach(() => testEnv.close());

  it.each([
    ['approved', 'approved - CHG'],
    ['denied', 'denied - CHG'],
  ])('begins on a build that is %s as the original has it', async (decision, begins) => {
    const build = await start({});
    await build.paused;
    if (decision === 'approved') approveAll();
    else testEnv.sandbox.serviceNow.reject(testEnv.number, 'Not on a Friday');
    await build.finished;
    await testEnv.settled();
    const reasons = testEnv.sandbox.codefresh.annotations(build.id).filter(({ key }) => key === 'Reason');
    expect(reasons.map(({ value }) => value)).toEqual([expect.stringContaining(begins)]);
  });
});
