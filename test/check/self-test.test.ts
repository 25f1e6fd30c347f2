/** What the app's self-test finds, in the check of a pipeline: run by an admin before, or by the check of one. */
import { readFileSync } from 'node:fs';
import { USERS } from '@change-gate/sandbox';
import { type TestEnvironment, UPDATE_SET } from '../environment/environment.ts';
import { switchedOff, withChanged, withoutUnique } from '../update-set/records.ts';
import type { Row } from './harness.ts';
import { describeRows } from './rows.ts';

const TABLE = 'x_change_gate_self_test';
const BUILT = readFileSync(UPDATE_SET, 'utf8');

/** An admin presses the button. */
async function run({ sandbox: { serviceNow } }: TestEnvironment): Promise<void> {
  await serviceNow.cluster.press({ action: 'Run self-test', table: TABLE, sysId: '', user: 'admin' });
  await serviceNow.idle();
}

const NOT_UNIQUE = withoutUnique(BUILT, 'x_change_gate_delivery', 'claim');

const ROWS: readonly Row[] = [
  { ci: 'gitlab', broken: 'nothing: an admin has run it', break: run, doesNotHold: [], exitCode: 0 },
  {
    ci: 'codefresh',
    broken: 'the column that keeps two nodes apart',
    updateSet: NOT_UNIQUE,
    break: run,
    doesNotHold: ['self-test.lock.delivery'],
    exitCode: 1,
  },
  {
    ci: 'github',
    broken: 'the same, and nobody has run the self-test',
    updateSet: NOT_UNIQUE,
    doesNotHold: [],
    exitCode: 0,
  },
  {
    ci: 'github',
    broken: 'the same, and the integration user is an admin of the app',
    updateSet: NOT_UNIQUE,
    break: ({ sandbox: { serviceNow } }) =>
      serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.admin'),
    doesNotHold: ['self-test.lock.delivery'],
    exitCode: 1,
  },
  {
    ci: 'gitlab',
    broken: 'the encryption of tokens',
    updateSet: withChanged(
      BUILT,
      'Dictionary',
      /element=&quot;token&quot;/,
      /&gt;password2&lt;/g,
      '&gt;string&lt;',
    ),
    break: run,
    doesNotHold: ['self-test.token-encrypted'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the job that tells builds what an event has lost',
    updateSet: switchedOff(BUILT, 'Scheduled Script Execution', 'Change Gate: deliver what is due'),
    break: run,
    doesNotHold: ['self-test.job.deliver'],
    exitCode: 1,
  },
  {
    ci: 'gitlab',
    broken: 'the rule on changes, in place of which the job looks',
    updateSet: switchedOff(BUILT, 'Business Rule', 'Change Gate: evaluate waiting builds'),
    break: run,
    doesNotHold: ['self-test.active.rules'],
    exitCode: 0,
  },
  {
    ci: 'github',
    broken: 'the access of the app to change models',
    async break(environment) {
      const { database } = environment.sandbox.serviceNow;
      const row = database.find('sys_scope_privilege', 'target_name', 'chg_model')?.sys_id ?? '';
      database.update('sys_scope_privilege', row, { status: 'denied' }, USERS.admin.userName);
      await run(environment);
    },
    doesNotHold: ['self-test.privileges'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the queue of events, in place of which the job looks',
    serviceNow: { behaviours: { eventQueues: 'left' } },
    async break(environment) {
      await run(environment);
      const { database } = environment.sandbox.serviceNow;
      const event = database.find(TABLE, 'finding', 'self-test.event');
      const asked = (event?.asked ?? '').replace(/^\d{4}/, '2001');
      database.update(TABLE, event?.sys_id ?? '', { asked }, USERS.admin.userName);
      await run(environment);
    },
    doesNotHold: ['self-test.event'],
    exitCode: 0,
  },
  {
    ci: 'github',
    broken: 'a release without a method that the app calls',
    serviceNow: { behaviours: { release: 'xanadu' } },
    break: run,
    doesNotHold: ['self-test.methods'],
    exitCode: 1,
  },
];

describeRows('the self-test', ROWS);
