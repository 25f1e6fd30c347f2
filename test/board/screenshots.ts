/**
 * `node test/board/screenshots.ts`: the README's pictures of the change board, from a real run on every CI.
 * Writes docs/images/change-board-light.png and change-board-dark.png.
 */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startBoard } from '@change-gate/sandbox';
import { CIS } from '../demo/cis.ts';
import { starter } from '../demo/open-board.ts';
import type { CiHarness } from '../gate/harness.ts';
import { startWorld, type World } from '../gate/world.ts';
import { launch, openTab } from './browser.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const world = await startWorld({}, ...CIS);
const board = await startBoard(world.sandbox, { starters: CIS.map((ci) => starter(ci, world)) });
const browser = await launch();
try {
  for (const ci of CIS) world.listServer(ci);
  const [first, second, third] = CIS;
  if (first === undefined || second === undefined) throw new Error('There are not enough CIs to show');
  await decide(world, first, 'approve');
  if (third !== undefined) await decide(world, third, 'reject');
  const last = await world.start(second);
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
  await world.close();
}

async function decide({ sandbox }: World, ci: CiHarness, how: 'approve' | 'reject'): Promise<void> {
  const { serviceNow } = sandbox;
  const build = world.start(ci);
  await build.paused;
  const number = serviceNow.database.find('x_change_gate_registration', 'build_id', build.id)?.change_number;
  if (number === undefined) throw new Error(`${ci.name} has registered no callback`);
  if (how === 'reject') serviceNow.reject(number, 'Not on a Friday');
  else {
    serviceNow.approve(number);
    serviceNow.move(number, 'Implement');
  }
  await build.ended;
  await serviceNow.idle();
}
