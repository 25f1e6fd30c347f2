/** The whole story from the page, in a real browser. */
import { expect, it } from 'vitest';
import { seriousProblems } from './axe.ts';
import { openTab } from './browser.ts';
import { describeInBrowser } from './in-browser.ts';
import {
  approveTwice,
  button,
  CI_NAMES,
  callbacks,
  card,
  currentState,
  enterComment,
  expectStatus,
  focusedName,
  pressEndKey,
  reject,
  selectedChange,
  startPipeline,
  tabTo,
  waitForAnnouncement,
} from './page.ts';

describeInBrowser('the change board in a browser', (here) => {
  it.each(CI_NAMES)('shows a %s pipeline whose change is approved', async (ci) => {
    const { page } = here.tab;
    await startPipeline(page, ci);
    await expectStatus(page, ci, 'paused');
    await button(page, 'Approve').click();
    await waitForAnnouncement(page, /^Tina Team-Member has approved CHG/);
    await page.getByText('Waits for approval by Chris Change-Manager').waitFor();
    await currentState(page, 'Authorize').waitFor();
    await expectStatus(page, ci, 'paused');
    await button(page, 'Approve').click();
    await waitForAnnouncement(page, /^Chris Change-Manager has approved CHG/);
    await button(page, 'Start implementation').click();
    await expectStatus(page, ci, 'passed');
    await callbacks(page)
      .getByText(/attempt \d: delivered/)
      .waitFor();
    await currentState(page, 'Closed').waitFor();
  });

  it.each(CI_NAMES)('shows a %s pipeline whose change is rejected', async (ci) => {
    const { page } = here.tab;
    await startPipeline(page, ci);
    await expectStatus(page, ci, 'paused');
    await reject(page, 'Not on a Friday');
    await expectStatus(page, ci, 'failed');
    await currentState(page, 'New').waitFor();
    await callbacks(page).getByText('denied: ').waitFor();
    await page.getByText('Not on a Friday').first().waitFor();
  });

  it('survives a reload in the middle, and shows what it showed before', async () => {
    const { page } = here.tab;
    const [first = '', last = ''] = [CI_NAMES[0], CI_NAMES.at(-1)];
    await startPipeline(page, first);
    await expectStatus(page, first, 'paused');
    const number = await selectedChange(page);
    await startPipeline(page, last);
    await page.getByRole('heading', { name: /CHG0030002/ }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${number}`) }).click();
    await page.getByRole('heading', { name: new RegExp(number) }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: new RegExp(number) }).waitFor();
    await approveTwice(page);
  });

  it('shows in one browser what is done in another, and takes the focus from neither', async () => {
    const { page } = here.tab;
    const ci = CI_NAMES[0] ?? '';
    await startPipeline(page, ci);
    await expectStatus(page, ci, 'paused');
    const other = await openTab(here.browser, page.url());
    await button(other.page, 'Reject').waitFor();
    await page.getByRole('textbox', { name: 'Your comment' }).focus();
    await page.keyboard.type('thinking');
    await approveTwice(other.page);
    await currentState(page, 'Scheduled').waitFor();
    expect(await focusedName(page)).toBe('Your comment');
    expect(await page.getByRole('textbox', { name: 'Your comment' }).inputValue()).toBe('thinking');
    expect(await focusedName(other.page)).toBe('Approve');
    await other.page.close();
    expect(other.complaints).toEqual([]);
  });

  it('can be worked with the keyboard alone', async () => {
    const { page } = here.tab;
    await tabTo(page, /Start a deployment$/);
    await page.keyboard.press('Enter');
    await expectStatus(page, CI_NAMES[0] ?? '', 'paused');
    await tabTo(page, /^Approve$/);
    await page.keyboard.press('Enter');
    await currentState(page, 'Authorize').waitFor();
    await page.keyboard.press('Enter');
    await currentState(page, 'Scheduled').waitFor();
    expect(await focusedName(page)).toBe('Approve');
  });

  it('reaches the oldest change and the oldest pipeline without a search, with the keyboard', async () => {
    const { page } = here.tab;
    const { serviceNow, codefresh } = here.testEnv.sandbox;
    for (let count = 1; count <= 250; count += 1) {
      serviceNow.database.insert('change_request', { short_description: `Globex ${count}` }, 'admin');
    }
    const builds = Array.from({ length: 45 }, () =>
      codefresh.run("version: '1.0'\nsteps: {gate: {type: pending-approval}}\n"),
    );
    await Promise.all(builds.map(({ paused }) => paused));
    await page.getByText('100 of 250').waitFor();
    await pressEndKey(page, /^CHG0030250/);
    expect(await focusedName(page)).toMatch(/^CHG0030151/);
    for (const shown of ['200 of 250', '250 of 250']) {
      await page.getByRole('button', { name: 'Show older changes' }).press('Enter');
      await page.getByText(shown).waitFor();
    }
    expect(await focusedName(page)).toBe('Show older changes');
    await pressEndKey(page, /^CHG0030250/);
    expect(await focusedName(page)).toMatch(/^CHG0030001/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: /Globex 1$/ }).waitFor();

    const list = page.getByRole('list', { name: 'Codefresh pipelines' });
    for (const shown of [40, 45]) {
      await page.getByRole('button', { name: 'Show older Codefresh pipelines' }).press('Enter');
      await expect.poll(() => list.getByRole('listitem').locator('.card-button').count()).toBe(shown);
    }
    const oldest = builds[0]?.id.slice(-6) ?? '';
    await list.getByRole('button', { name: oldest }).waitFor();
  });

  it.each(['light', 'dark'] as const)(
    'has no serious accessibility problem in its %s colours',
    async (scheme) => {
      const { page } = await openTab(here.browser, here.board.url, scheme);
      expect(await seriousProblems(page)).toEqual([]);
      for (const name of CI_NAMES) await startPipeline(page, name);
      await expectStatus(page, CI_NAMES.at(-1) ?? '', 'paused');
      await approveTwice(page);
      await page.getByRole('combobox', { name: `How ${CI_NAMES[0]} behaves` }).selectOption('CI answers 401');
      await enterComment(page, 'Release freeze');
      await button(page, 'Put on hold').click();
      await page.getByText('Nothing goes on meanwhile').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await card(page, CI_NAMES[0] ?? '')
        .getByRole('button')
        .click();
      await reject(page);
      await button(page, 'Retry delivery').waitFor();
      expect(await seriousProblems(page)).toEqual([]);
      await page.close();
    },
  );
});
