/** The whole story from the page, in a real browser. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Board, startBoard } from '@change-gate/sandbox';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CIS } from '../demo/cis.ts';
import { starter } from '../demo/open-board.ts';
import { startWorld, type World } from '../gate/world.ts';
import { launch, NO_BROWSER, openTab, type Tab } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** A pipeline of a CI whose runner is slow to start takes its time on a busy machine. */
const PATIENCE_MS = 120_000;

const TITLE = `the change board in a browser${NO_BROWSER === undefined ? '' : ` (${NO_BROWSER})`}`;

describe.skipIf(NO_BROWSER !== undefined)(TITLE, { timeout: PATIENCE_MS }, () => {
  let browser: Browser;
  let world: World;
  let board: Board;
  let tab: Tab;

  beforeAll(async () => {
    browser = await launch();
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    world = await startWorld({}, ...CIS);
    for (const ci of CIS) world.listServer(ci);
    board = await startBoard(world.sandbox, { starters: CIS.map((ci) => starter(ci, world)) });
    tab = await openTab(browser, board.url);
  });

  afterEach(async () => {
    await tab.page.close();
    await board.close();
    await world.close();
    expect(tab.complaints).toEqual([]);
  });

  it.each(CIS.map(({ name }) => name))('shows a %s pipeline whose change is approved', async (ci) => {
    const { page } = tab;
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await button(page, 'Approve').click();
    await said(page, /is approved$/);
    await button(page, 'Start implementation').click();
    await expectStanding(page, ci, 'passed');
    await callbacks(page).getByText('attempt 1: delivered').waitFor();
    await currentState(page, 'Closed').waitFor();
  });

  it.each(CIS.map(({ name }) => name))('shows a %s pipeline whose change is rejected', async (ci) => {
    const { page } = tab;
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await page.getByRole('textbox', { name: 'Note to go with it' }).fill('Not on a Friday');
    await button(page, 'Reject').click();
    await expectStanding(page, ci, 'failed');
    await currentState(page, 'New').waitFor();
    await callbacks(page).getByText('denied: ').waitFor();
    await page.getByText('Not on a Friday').waitFor();
  });

  it('survives a reload in the middle, and shows what it showed before', async () => {
    const { page } = tab;
    const [first = '', last = ''] = [CIS[0]?.name, CIS.at(-1)?.name];
    await startPipeline(page, first);
    await expectStanding(page, first, 'paused');
    const number = await selectedChange(page);
    await startPipeline(page, last);
    await page.getByRole('heading', { name: /CHG0030002/ }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${number}`) }).click();
    await page.getByRole('heading', { name: new RegExp(number) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: new RegExp(number) }).waitFor();
    await button(page, 'Approve').click();
    await currentState(page, 'Scheduled').waitFor();
  });

  it('shows in one browser what is done in another, and takes the focus from neither', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    const other = await openTab(browser, page.url());
    await button(other.page, 'Reject').waitFor();
    await page.getByRole('textbox', { name: 'Note to go with it' }).focus();
    await page.keyboard.type('thinking');
    await button(other.page, 'Approve').click();
    await currentState(page, 'Scheduled').waitFor();
    await currentState(other.page, 'Scheduled').waitFor();
    expect(await focused(page)).toBe('Note to go with it');
    expect(await page.getByRole('textbox', { name: 'Note to go with it' }).inputValue()).toBe('thinking');
    expect(await focused(other.page)).toBe('Approve');
    await other.page.close();
    expect(other.complaints).toEqual([]);
  });

  it('can be worked with the keyboard alone', async () => {
    const { page } = tab;
    await tabTo(page, /Start a deployment$/);
    await page.keyboard.press('Enter');
    await expectStanding(page, CIS[0]?.name ?? '', 'paused');
    await tabTo(page, /^Approve$/);
    await page.keyboard.press('Enter');
    await currentState(page, 'Scheduled').waitFor();
    expect(await focused(page)).toBe('Approve');
  });

  it('shows retries at a CI that is down, and the delivery once it is back', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption('CI is down');
    await said(page, /is down/);
    await button(page, 'Reject').click();
    await callbacks(page).getByText('attempt 1: unavailable').waitFor();
    await page.getByText('The CI does not answer. Next attempt at').waitFor();
    await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption('CI works');
    await said(page, /works again/);
    await button(page, 'Move time forward by 1 min').click();
    await callbacks(page).getByText('attempt 2: delivered').waitFor();
    await expectStanding(page, ci, 'failed');
  });

  it('shows that a CI refuses a callback, and retries it once the CI is mended', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption('CI answers 401');
    await said(page, /answers every request with 401/);
    await button(page, 'Reject').click();
    await callbacks(page).getByText('attempt 1: refused').waitFor();
    await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption('CI works');
    await said(page, /works again/);
    await button(page, 'Retry delivery').click();
    await callbacks(page).getByText('attempt 2: delivered').waitFor();
    await expectStanding(page, ci, 'failed');
  });

  it('shows the delivery at a CI that is slow', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption('CI is slow (3 s)');
    await said(page, /3 s late/);
    await button(page, 'Reject').click();
    await callbacks(page).getByText('attempt 1 is under way').waitFor();
    await callbacks(page).getByText('attempt 1: delivered').waitFor();
    await expectStanding(page, ci, 'failed');
  });

  it('asks for more, and goes on once the change is approved after all', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await page.getByRole('textbox', { name: 'Note to go with it' }).fill('What about the backout?');
    await button(page, 'Ask for more').click();
    await currentState(page, 'New').waitFor();
    await page.getByText('What about the backout?').waitFor();
    await expectStanding(page, ci, 'paused');
    await button(page, 'Move to Assess').click();
    await page.getByText('Waits for approval').waitFor();
    await button(page, 'Approve').click();
    await page.getByText('Approved. Start its implementation').waitFor();
    await button(page, 'Move to Implement').click();
    await expectStanding(page, ci, 'passed');
  });

  it('puts a change on hold, and goes on once it is taken off', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await button(page, 'Approve').click();
    await currentState(page, 'Scheduled').waitFor();
    await page.getByRole('textbox', { name: 'Note to go with it' }).fill('Release freeze');
    await button(page, 'Put on hold').click();
    await page.getByText('On hold: Release freeze').waitFor();
    await disabledButton(page, 'Start implementation').waitFor();
    await expectStanding(page, ci, 'paused');
    await button(page, 'Take off hold').click();
    await button(page, 'Start implementation').click();
    await expectStanding(page, ci, 'passed');
  });

  it('cancels a change: the pipeline is denied', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await button(page, 'Cancel change').click();
    await currentState(page, 'Canceled').waitFor();
    await callbacks(page).getByText('denied: ').waitFor();
    await expectStanding(page, ci, 'failed');
  });

  it('reaches the oldest change and the oldest pipeline without a search, with the keyboard', async () => {
    const { page } = tab;
    const { serviceNow, codefresh } = world.sandbox;
    for (let count = 1; count <= 250; count += 1) {
      serviceNow.database.insert('change_request', { short_description: `Globex ${count}` }, 'admin');
    }
    const builds = Array.from({ length: 45 }, () =>
      codefresh.run("version: '1.0'\nsteps: {gate: {type: pending-approval}}\n"),
    );
    await Promise.all(builds.map(({ paused }) => paused));
    await page.getByText('100 of 250').waitFor();
    await pressEnd(page, /^CHG0030250/);
    expect(await focused(page)).toMatch(/^CHG0030151/);
    for (const shown of ['200 of 250', '250 of 250']) {
      await page.getByRole('button', { name: 'Show older changes' }).press('Enter');
      await page.getByText(shown).waitFor();
    }
    expect(await focused(page)).toBe('Show older changes');
    await pressEnd(page, /^CHG0030250/);
    expect(await focused(page)).toMatch(/^CHG0030001/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Globex 1$/ }).waitFor();

    const lane = page.getByRole('list', { name: 'Codefresh pipelines' });
    for (const shown of [40, 45]) {
      await page.getByRole('button', { name: 'Show older Codefresh pipelines' }).press('Enter');
      await expect.poll(() => lane.getByRole('listitem').locator('.card-button').count()).toBe(shown);
    }
    const oldest = builds[0]?.id.slice(-6) ?? '';
    await lane.getByRole('button', { name: oldest }).waitFor();
  });

  it('lets a change expire: the pipeline is denied', async () => {
    const { page } = tab;
    const ci = CIS[0]?.name ?? '';
    await startPipeline(page, ci);
    await expectStanding(page, ci, 'paused');
    await button(page, 'Let it expire').click();
    await callbacks(page)
      .getByText(/^denied: .*deadline/)
      .waitFor();
    await expectStanding(page, ci, 'failed');
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility problem in its %s colours',
    async (scheme) => {
      const { page } = await openTab(browser, board.url, scheme);
      expect(await seriousProblems(page)).toEqual([]);
      for (const { name } of CIS) await startPipeline(page, name);
      await expectStanding(page, CIS.at(-1)?.name ?? '', 'paused');
      await button(page, 'Approve').click();
      await currentState(page, 'Scheduled').waitFor();
      await page
        .getByRole('combobox', { name: `How ${CIS[0]?.name} behaves` })
        .selectOption('CI answers 401');
      await button(page, 'Put on hold').click();
      await page.getByText('Nothing goes on meanwhile').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await card(page, CIS[0]?.name ?? '')
        .getByRole('button')
        .click();
      await button(page, 'Reject').click();
      await button(page, 'Retry delivery').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await page.close();
    },
  );
});

async function startPipeline(page: Page, ci: string): Promise<void> {
  await button(page, `${ci}: Start a deployment`).click();
  await said(page, /^Started /);
}

/** The newest pipeline of a CI. */
function card(page: Page, ci: string): Locator {
  return page.getByRole('region', { name: ci, exact: true }).locator('.card').first();
}

async function expectStanding(page: Page, ci: string, standing: string): Promise<void> {
  await card(page, ci)
    .and(page.locator(`[data-standing="${standing}"]`))
    .waitFor();
}

function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true, disabled: false });
}

/** It says so, and keeps the focus. */
function disabledButton(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true, disabled: true });
}

/** From the button of that name to the last of its list. */
async function pressEnd(page: Page, from: RegExp): Promise<void> {
  await page.getByRole('button', { name: from }).press('End');
}

function callbacks(page: Page): Locator {
  return page.getByRole('region', { name: 'Callbacks', exact: true });
}

function currentState(page: Page, label: string): Locator {
  return page.locator('[aria-current="step"]', { hasText: label });
}

async function said(page: Page, text: RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

async function selectedChange(page: Page): Promise<string> {
  const heading = await page.getByRole('heading', { name: /CHG\d+/ }).textContent();
  return /CHG\d+/.exec(heading ?? '')?.[0] ?? '';
}

/** Accessible name, or text, of what has the focus. */
async function focused(page: Page): Promise<string> {
  const element = page.locator(':focus');
  if ((await element.count()) === 0) return '';
  return (await element.getAttribute('aria-label')) ?? (await element.textContent()) ?? '';
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focused(page))) return;
  }
  throw new Error(`The Tab key does not reach ${name}`);
}

async function seriousProblems(page: Page): Promise<string[]> {
  // Through the debugger, as the page's policy lets no other script in.
  await page.evaluate(AXE);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<AxeResults> } };
    return (await axe.run()).violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly impact: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}
