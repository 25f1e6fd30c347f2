/** The site in a browser: what a reader finds by a word, and that nothing is asked of anybody else. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launch, NO_BROWSER, openTab } from '../board/browser.ts';
import { built, serveSite } from './site.ts';

describe.skipIf(NO_BROWSER)(`the site in a browser${NO_BROWSER ? `: ${NO_BROWSER}` : ''}`, () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serveSite>>;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), serveSite()]);
  });
  afterAll(async () => {
    await browser?.close();
    site?.close();
  });

  it('finds a page by a word that only stands in its text, and opens it', async () => {
    const { page, complaints } = await openTab(browser, `${site.url}/`);
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('searchbox').fill('NOT_SEPARATE');
    const found = page.getByRole('option').filter({ hasText: 'What is deployed' });
    await found.first().click();
    await page.waitForURL(`${site.url}/decision.html#what-is-deployed`);
    await page.getByRole('heading', { level: 1, name: 'When the gate opens' }).waitFor();
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows each page without a complaint, and asks nobody else for anything', async () => {
    const pages = Object.keys(built('*.html')).filter((path) => path !== '404.html');
    const { page, complaints } = await openTab(browser, `${site.url}/`);
    for (const path of pages) {
      await page.goto(`${site.url}/${path}`);
      await page.locator('main h1').waitFor();
    }
    expect(complaints).toEqual([]);
    await page.close();
  });
});
