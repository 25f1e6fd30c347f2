/** From `npm run demo -- --board`, on an installed and built tree, to a page on which a pipeline can be started. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launch, NO_BROWSER } from '../board/browser.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export async function boardStart(rounds: number): Promise<string> {
  if (NO_BROWSER !== undefined) return `The start of the change board was not measured: ${NO_BROWSER}.`;
  const browser = await launch();
  try {
    // Whatever has to be installed and built is, after this.
    await startOnce(browser);
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) times.push(await startOnce(browser));
    const [low, median, high] = [0, rounds >> 1, rounds - 1].map(
      (index) => times.sort((a, b) => a - b)[index] ?? 0,
    );
    return `npm run demo -- --board, to a page that can be worked with: ${seconds(median)} (${seconds(low)} to ${seconds(high)}, ${rounds} rounds). Aim: below 3 s.`;
  } finally {
    await browser.close();
  }
}

/** @returns ms */
async function startOnce(browser: Browser): Promise<number> {
  const begin = performance.now();
  const demo = spawn('npm', ['run', 'demo', '--', '--board'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const page = await browser.newPage();
  try {
    await page.goto(await boardOf(demo));
    await page
      .getByRole('button', { name: /Start a deployment$/ })
      .first()
      .waitFor();
    return performance.now() - begin;
  } finally {
    await page.close();
    demo.kill();
    if (demo.exitCode === null && demo.signalCode === null) await once(demo, 'exit');
  }
}

async function boardOf({ stdout }: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: stdout as NodeJS.ReadableStream })) {
    const url = /The change board is (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
    said.push(line);
  }
  throw new Error(`The demo has ended: ${said.join('\n')}`);
}

function seconds(ms: number | undefined): string {
  return `${((ms ?? 0) / 1000).toFixed(1)} s`;
}
