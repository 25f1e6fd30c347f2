/**
 * Deploys under an approved change: `node deploy.mjs COMMAND ARGUMENT...` opens the change, waits until it is decided, runs the
 * command, and closes the change with how that ended.
 */
import { spawnSync } from 'node:child_process';
import { cancel, close, open, wait } from '@change-gate/core';

const { BUILD_ID, BUILD_URL, CHANGE_GATE_PASSWORD, ...env } = process.env;
const [command = '', ...args] = process.argv.slice(2);

/** The build, as docs/library.md describes it. */
const build = {
  ci: 'script',
  title: `Deployment ${BUILD_ID}`,
  build: { id: BUILD_ID, url: BUILD_URL },
  // Tells this deployment from all others. Run again with the same id, it goes on with its change.
  buildKey: BUILD_ID,
  server: '',
  target: () => ({}),
  callback: false,
};

const say = (line) => process.stdout.write(`${line}\n`);
const options = { build, log: { info: say, warning: say } };
const signIn = {
  'instance-url': env.CHANGE_GATE_INSTANCE_URL,
  username: env.CHANGE_GATE_USERNAME,
  password: CHANGE_GATE_PASSWORD,
};

try {
  if (command === '') throw new Error('Usage: node deploy.mjs COMMAND ARGUMENT...');
  await open({ ...signIn, 'data-file': 'change.yml' }, options);
  await approval();
  const { status } = spawnSync(command, args, { env, stdio: 'inherit' });
  const outcome = status === 0 ? 'success' : 'failure';
  await close({ ...signIn, outcome }, options);
  process.exitCode = outcome === 'success' ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error.message}${error.code ? ` [${error.code}]` : ''}\n`);
  process.exitCode = 1;
}

/** Nothing is deployed under a change that is rejected, or that nobody has decided in eight hours. */
async function approval() {
  try {
    await wait({ ...signIn, 'deadline-minutes': 480 }, options);
  } catch (error) {
    if (error.code === 'NOT_APPROVED') await cancel({ ...signIn, 'unless-decided': true }, options);
    throw error;
  }
}
