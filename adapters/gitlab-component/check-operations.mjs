/**
 * The component's own test of its operations, in a job that runs in its image: opens, verifies and closes a change on an instance of
 * the sandbox, which has the app of this release. What `open` asks of a pipeline, it asks the GitLab of this job.
 * Not tested here: that ServiceNow plays the gate. The instance has no token of this GitLab.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startSandbox, USERS } from '@change-gate/sandbox';

const { userName, password } = USERS.integration;
const ALIAS = 'self-test';

const sandbox = await startSandbox({});
const { serviceNow } = sandbox;
try {
  setUp(readFileSync('change-gate-install.xml', 'utf8'));
  await expectToEnd('open', 0);
  const [{ number }] = serviceNow.changes();
  await expectToEnd('verify', 1, `${number} is in Assess: not approved yet`);
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
  await expectToEnd('verify', 0);
  await expectToEnd('close', 0);
  const [{ close_code: code }] = serviceNow.changes();
  if (code !== 'successful') throw new Error(`The change was closed as "${code}"`);
} finally {
  await sandbox.close();
}
process.stdout.write('The image opens a change, waits for its approval, and closes it.\n');

/** As an admin does, and with a CI credential in place of a callback token. */
function setUp(updateSet) {
  serviceNow.importUpdateSet(updateSet);
  serviceNow.grantRole(userName, 'x_change_gate.pipeline');
  // For a GitLab that is on loopback itself, as that of the sandbox.
  serviceNow.setProperty('x_change_gate.allow_loopback_http', 'true');
  const insert = (table, values) => serviceNow.database.insert(table, values, USERS.admin.userName).sys_id;
  const server = insert('x_change_gate_ci_server', {
    ...{ name: 'GitLab', ci: 'gitlab', active: 'true' },
    base_url: process.env.CI_API_V4_URL,
  });
  const credential = insert('discovery_credentials', {
    name: ALIAS,
    password: serviceNow.database.encrypt('glpat-none-of-this-gitlab'),
  });
  const alias = insert('sys_alias', { name: ALIAS });
  insert('sys_connection', { name: ALIAS, connection_alias: alias, credential });
  const kept = { name: ALIAS, server, active: 'true', kind: 'alias', alias };
  insert('x_change_gate_credential', kept);
}

async function expectToEnd(operation, expected, words = '') {
  const env = {
    ...process.env,
    CHANGE_GATE_INSTANCE_URL: serviceNow.url,
    CHANGE_GATE_USERNAME: userName,
    CHANGE_GATE_PASSWORD: password,
    CHANGE_GATE_CALLBACK_TOKEN: '',
    CHANGE_GATE_CALLBACK_ALIAS: ALIAS,
    CHANGE_GATE_DATA: '{"short_description": "Self-test of the component", "assignment_group": "DevOps"}',
    ...(operation === 'close' && { CHANGE_GATE_OUTCOME: 'success' }),
  };
  const child = spawn('change-gate', [operation], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const status = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  process.stdout.write(said);
  if (status !== expected || !said.includes(words)) {
    throw new Error(`change-gate ${operation} ended with ${status} and not ${expected}: ${words}`);
  }
}
