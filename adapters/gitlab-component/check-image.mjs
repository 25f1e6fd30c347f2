/**
 * The component's own test of its image, in a job that runs in it: `node check-image.mjs /opt/change-gate`.
 * Does it hold the bundle of this commit, and does `change-gate` start?
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [installed] = process.argv.slice(2);

const differing = readdirSync('dist').filter(
  (file) => !read(join(installed, file))?.equals(read(join('dist', file))),
);
if (differing.length > 0) {
  fail(
    `The image is not that of this commit: ${differing.join(', ')} differs. Publish again without --digest.`,
  );
}

// Without the variables of the job and the project, so that nothing is opened.
const { PATH } = process.env;
const { error, stdout } = spawnSync('change-gate', ['verify'], { env: { PATH }, encoding: 'utf8' });
if (error !== undefined) fail(`change-gate does not start: ${error.message}`);
if (!stdout.includes('CHANGE_GATE_INSTANCE_URL: is required')) fail(`change-gate verify says:\n${stdout}`);
process.stdout.write('The image holds the bundle of this commit, and change-gate starts.\n');

function read(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
