/**
 * Gates a Jenkins build on a ServiceNow change: `node gate.mjs open|wait|close|cancel`.
 *
 * Jenkins has no approval API that Change Gate calls, so the build polls (`wait`) on an agent that costs little.
 * The instance and the credentials are environment variables; Jenkins binds them from its credentials store.
 */
import { cancel, close, open, wait } from '@change-gate/core';

const { BUILD_TAG, BUILD_URL, CHANGE_DATA, CHANGE_OUTCOME, SN_INSTANCE_URL, SN_USERNAME, SN_PASSWORD } =
  process.env;

/** The build, as Jenkins describes it. Its tag names job and number, and stays the same when a stage is retried. */
const build = {
  ci: 'jenkins',
  title: `Jenkins build ${BUILD_TAG}`,
  build: { id: BUILD_TAG, url: BUILD_URL },
  buildKey: BUILD_TAG,
  server: '',
  target: () => ({}),
  callback: false,
  outcome: CHANGE_OUTCOME,
};

const say = (line) => process.stdout.write(`${line}\n`);
const options = { build, log: { info: say, warning: say } };
const inputs = { 'instance-url': SN_INSTANCE_URL, username: SN_USERNAME, password: SN_PASSWORD };

const operations = {
  open: () => open({ ...inputs, data: CHANGE_DATA }, options),
  wait: () => wait({ ...inputs, 'deadline-minutes': '480' }, options),
  close: () => close(inputs, options),
  cancel: () => cancel(inputs, options),
};

try {
  const outputs = await operations[process.argv[2]]();
  say(`${outputs['change-number']}: ${outputs.decision} (${outputs['change-url']})`);
} catch (error) {
  process.stderr.write(`${error.message} [${error.code}]\n`);
  process.exitCode = 1;
}
