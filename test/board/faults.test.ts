/** Breaking each CI from the page, and what becomes of its callback. */
import { it } from 'vitest';
import { describeInBrowser } from './in-browser.ts';
import {
  button,
  CI_NAMES,
  callbacks,
  expectStatus,
  pauseOnEveryCi,
  reject,
  selectPipeline,
  setBehaviour,
  startPipeline,
  waitForAnnouncement,
} from './page.ts';

describeInBrowser('a CI that is broken on the board', (here) => {
  it('is tried again where it is down, and is told once it is back', async () => {
    const { page } = here.tab;
    await pauseOnEveryCi(page);
    for (const ci of CI_NAMES) {
      await setBehaviour(page, ci, 'CI is down');
      await waitForAnnouncement(page, new RegExp(`${ci} is down`));
      await selectPipeline(page, ci);
      await reject(page);
      await callbacks(page).getByText('attempt 1: unavailable').waitFor();
      await page.getByText(/did not answer.*ServiceNow tries again at/).waitFor();
      await setBehaviour(page, ci, 'CI works');
      await waitForAnnouncement(page, new RegExp(`${ci} works again`));
    }
    await button(page, 'Move time forward by 1 min').click();
    for (const ci of CI_NAMES) {
      await expectStatus(page, ci, 'failed');
      await selectPipeline(page, ci);
      await callbacks(page)
        .getByText(/attempt \d: delivered/)
        .waitFor();
    }
  });

  it('is asked once where it refuses the callback, and again when a person says so', async () => {
    const { page } = here.tab;
    await pauseOnEveryCi(page);
    for (const ci of CI_NAMES) {
      await setBehaviour(page, ci, 'CI answers 401');
      await waitForAnnouncement(page, new RegExp(`${ci} answers every request with 401`));
      await selectPipeline(page, ci);
      await reject(page);
      await callbacks(page).getByText('attempt 1: refused').waitFor();
      await setBehaviour(page, ci, 'CI works');
      await waitForAnnouncement(page, new RegExp(`${ci} works again`));
      await button(page, 'Retry delivery').click();
      await callbacks(page)
        .getByText(/attempt \d: delivered/)
        .waitFor();
    }
    for (const ci of CI_NAMES) await expectStatus(page, ci, 'failed');
  });

  it('is waited for where it is slow', async () => {
    const { page } = here.tab;
    const ci = CI_NAMES[0] ?? '';
    await startPipeline(page, ci);
    await expectStatus(page, ci, 'paused');
    await setBehaviour(page, ci, 'CI is slow (3 s)');
    await waitForAnnouncement(page, new RegExp(`${ci} answers every request 3 s late`));
    await selectPipeline(page, ci);
    await reject(page);
    await callbacks(page).getByText('attempt 1 is under way').waitFor();
    // That request is late already; a pipeline whose every request is would stop only after a while.
    await setBehaviour(page, ci, 'CI works');
    await callbacks(page)
      .getByText(/attempt \d: delivered/)
      .waitFor();
    await expectStatus(page, ci, 'failed');
  });
});
