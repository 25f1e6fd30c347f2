/** How soon the change board can be worked with, and what the sandbox takes, with many changes and pipelines. */
import { launch, NO_BROWSER } from '../board/browser.ts';
import { type BoardSize, startLargeBoard } from './large-board.ts';

/**
 * Runs in the page: presses "Show older" until the lists are complete. Resolves with how long the slowest press
 * took until it was drawn, in ms.
 */
const SHOW_ALL = `(async () => {
  let slowest = 0;
  for (let button; (button = document.querySelector('.older button[aria-disabled="false"]')); ) {
    const begin = performance.now();
    button.click();
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    slowest = Math.max(slowest, performance.now() - begin);
  }
  return slowest;
})()`;

export async function largeBoardTimes({ changes, builds }: BoardSize): Promise<string> {
  if (NO_BROWSER !== undefined) return `The change board was not measured: ${NO_BROWSER}.`;
  const oldOne = `Globex deployment ${Math.floor(changes * 0.8484)}`;
  const sandbox = startLargeBoard({ changes, builds });
  const browser = await launch();
  try {
    const { url } = await sandbox.started;
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const begin = performance.now();
    await page.goto(url);
    const newest = page.getByRole('button', { name: /^CHG/ }).first();
    await newest.waitFor();
    const shown = performance.now();
    await newest.click();
    await page.getByRole('heading', { name: /^CHG/ }).waitFor();
    const answered = performance.now();
    const slowest = await page.evaluate<number>(SHOW_ALL);
    for (const count of [changes, builds.codefresh, builds.github]) {
      const total = count.toLocaleString('en');
      await page.getByText(`${total} of ${total}`, { exact: true }).waitFor();
    }
    const complete = performance.now();
    await page.getByRole('searchbox', { name: 'Search changes' }).fill(oldOne);
    await page.getByRole('button', { name: new RegExp(`${oldOne}$`) }).click();
    const change = await page.getByRole('heading', { name: new RegExp(`${oldOne}$`) }).textContent();
    const found = performance.now();
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    await page.locator('[aria-current="step"]', { hasText: 'Scheduled' }).waitFor();
    const approved = performance.now();
    const rss = await sandbox.memory();
    return (
      `Change board with the app, ${changes} changes and ${countOf(builds)} waiting and registered: ` +
      `shown after ${ms(begin, shown)}, the first click answered ${ms(begin, answered)} after the page was opened, ` +
      `the slowest press of "Show older" drawn in ${ms(0, slowest)}; with all of them in the lists, ` +
      `one found and opened in ${ms(complete, found)} (${change}), approved in ${ms(found, approved)}; the sandbox takes ${Math.round(rss / 2 ** 20)} MB. Aim: below 300 MB.`
    );
  } finally {
    sandbox.end();
    await browser.close();
  }
}

function ms(from: number, to: number): string {
  return `${Math.round(to - from)} ms`;
}

function countOf(builds: BoardSize['builds']): string {
  const each = Object.entries(builds).map(([ci, count]) => `${count} ${ci}`);
  return `${Object.values(builds).reduce((a, b) => a + b)} pipelines (${each.join(', ')})`;
}
