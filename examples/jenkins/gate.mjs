/**
 * Gates a Jenkins build on a ServiceNow change: `node gate.mjs open|wait|verify|close|cancel`.
 *
 * Jenkins has no approval API that Change Gate calls, so the build polls (`wait`) on an agent that costs little.
 * The instance and the credentials are environment variables; Jenkins binds them from its credentials store.
 */
import { cancel, close, open, verify, wait } from '@change-gate/core';

const { BUILD_TAG, BUILD_URL, ...env } = process.env;

/** The build, as Jenkins describes it. Its tag names job and number, and stays the same when a stage is retried. */
const build = {
  ci: 'jenkins',
  title: `Jenkins build ${BUILD_TAG}`,
  build: { id: BUILD_TAG, url: BUILD_URL },
  buildKey: BUILD_TAG,
  server: '',
  target: () => ({}),
  callback: false,
  runAgain: () => 'In Jenkins, build again: that is a new build, and opens a new change.',
  againIsNewBuild: true,
};

const say = (line) => process.stdout.write(`${line}\n`);
const options = { build, log: { info: say, warning: say } };
const inputs = {
  'instance-url': env.CHANGE_GATE_INSTANCE_URL,
  username: env.CHANGE_GATE_USERNAME,
  password: env.CHANGE_GATE_PASSWORD,
};

const operations = {
  open: () => open({ ...inputs, data: env.CHANGE_GATE_DATA }, options),
  wait: () => wait({ ...inputs, 'deadline-minutes': '480' }, options),
  verify: () => verify(inputs, options),
  close: () => close({ ...inputs, outcome: env.CHANGE_GATE_OUTCOME }, options),
  cancel: () => cancel(inputs, options),
};

const operation = operations[process.argv[2]];
try {
  if (operation === undefined) throw new Error(`Usage: node gate.mjs ${Object.keys(operations).join('|')}`);
  const outputs = await operation();
  say(`${outputs.reason} (${outputs['change-url']})`);
} catch (error) {
  process.stderr.write(`${error.message}${error.code ? ` [${error.code}]` : ''}\n`);
  process.exitCode = 1;
}
