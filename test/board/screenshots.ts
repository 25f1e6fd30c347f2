/**
 * `node test/board/screenshots.ts`: the README's pictures of the change board, from a real run on every CI.
 * Writes docs/images/change-board-light.png and change-board-dark.png.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startBoard } from '@change-gate/sandbox';
import { CIS } from '../demo/cis.ts';
import { startablePipelines } from '../demo/open-board.ts';
import { installRule } from '../demo/rule-story.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import type { CiHarness } from '../gate/harness.ts';
import { FAILING, startTested } from '../gate/tested.ts';
import { launch, openTab } from './browser.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const testEnv = await startTestEnvironment({}, ...CIS);
const board = await startBoard(testEnv.sandbox, {
  startablePipelines: CIS.flatMap((ci) => startablePipelines(ci, testEnv)),
});
const browser = await launch();
try {
  for (const ci of CIS) testEnv.listServer(ci);
  const [first, second, third] = CIS;
  if (first === undefined || second === undefined) throw new Error('There are not enough CIs to show');
  await decide(testEnv, first, 'approve');
  if (third !== undefined) await decide(testEnv, third, 'reject');
  installRule(testEnv);
  const last = await startTested(second, testEnv.sandbox, testEnv.inputs(second), FAILING);
  await last.paused;
  mkdirSync(IMAGES, { recursive: true });
  for (const scheme of ['light', 'dark'] as const) {
    const key = `${second.name.toLowerCase()} ${last.id}`;
    const address = `${board.url}/#pipeline=${encodeURIComponent(key)}`;
    const { page } = await openTab(browser, address, scheme);
    await page.getByText('registered: ServiceNow will call this build back').waitFor();
    await page.screenshot({ path: `${IMAGES}change-board-${scheme}.png` });
    await page.close();
  }
} finally {
  await browser.close();
  await board.close();
  await testEnv.close();
}

async function decide({ sandbox }: TestEnvironment, ci: CiHarness, how: 'approve' | 'reject'): Promise<void> {
  const { serviceNow } = sandbox;
  const build = testEnv.start(ci);
  await build.paused;
  const number = serviceNow.database.find('x_change_gate_registration', 'build_id', build.id)?.change_number;
  if (number === undefined) throw new Error(`${ci.name} has registered no callback`);
  if (how === 'reject') serviceNow.reject(number, 'Not on a Friday');
  else {
    serviceNow.approveAll(number);
    serviceNow.move(number, 'Implement');
  }
  await build.ended;
  await serviceNow.idle();
}
