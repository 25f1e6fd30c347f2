/**
 * `node test/live-on-sandbox/main.ts CI [options of the live suite]`: the live suite against sandboxes that are set up for it, one scenario
 * after the other, for a transcript that a live one is held against (docs/live.md).
 */
import { codefresh } from './codefresh.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { runSuiteProcess } from './processes.ts';
import { setTheStage } from './stage-set.ts';

const CIS = [codefresh, github, gitlab];

const [key, ...args] = process.argv.slice(2);
const ci = CIS.find((one) => one.key === key);
if (ci === undefined) {
  process.stderr.write(`Name a CI: ${CIS.map((one) => one.key).join(', ')}.\n`);
  process.exitCode = 2;
} else {
  const set = await setTheStage(ci);
  const { exitCode, output } = await runSuiteProcess({ ...set.settings, AT_ONCE: '1' }, args);
  process.stdout.write(output);
  process.exitCode = exitCode ?? 1;
  await set.end();
}
