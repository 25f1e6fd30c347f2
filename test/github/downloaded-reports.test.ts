/** Reports that the job with `open` downloads, as docs/github.md says. */
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { githubHarness } from '../gate/github.ts';

const DOWNLOAD = fileURLToPath(new URL('../gate/github/download-artifact/', import.meta.url));

let testEnv: TestEnvironment;
afterEach(() => testEnv.close());

async function begin(folder: string) {
  const ci = githubHarness({ gate: 'evidence', actions: { 'actions/download-artifact@v4': folder } });
  testEnv = await startTestEnvironment({}, ci);
  testEnv.listServer(ci);
  return testEnv.start(ci);
}

it('count, those of a matrix together', async () => {
  await (await begin(DOWNLOAD)).paused;
  const [evidence] = testEnv.sandbox.serviceNow.database.query('x_change_gate_evidence', '');
  expect(evidence).toMatchObject({ tests_passed: '2', tests_failed: '0' });
});

it('are missed before a change is asked for, where there are none', async () => {
  const nothing = fileURLToPath(new URL('../gate/github/checkout/', import.meta.url));
  const build = await begin(nothing);
  await build.ended;
  expect(build.view().log).toMatch(/\[EVIDENCE_INCOMPLETE\]/);
});
