/** Debian's chromium, driven by Playwright: the browser that the board is tested in. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { EVENT_TIMEOUT_MS } from '../environment/timeouts.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why there is no browser on this machine; undefined where there is one. */
export const NO_BROWSER = existsSync(CHROMIUM)
  ? undefined
  : `no browser at ${CHROMIUM}: apt-get install chromium, or name another in CHROMIUM`;

/** A laptop's screen. */
const VIEWPORT = { width: 1280, height: 800 };

export function launch(): Promise<Browser> {
  // Whoever runs this as root, as CI does in a container, has no sandbox of chromium's own.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args, timeout: EVENT_TIMEOUT_MS });
}

export interface Tab {
  readonly page: Page;
  /** What the page complained about: console errors, exceptions, and requests that failed. */
  readonly complaints: string[];
}

export async function openTab(
  browser: Browser,
  url: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Tab> {
  const page = await browser.newPage({ viewport: VIEWPORT, colorScheme });
  page.setDefaultTimeout(EVENT_TIMEOUT_MS);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(data:|http:\/\/127\.0\.0\.1:)/.test(request.url())) complaints.push(`asked for ${request.url()}`);
  });
  await page.goto(url);
  return { page, complaints };
}
