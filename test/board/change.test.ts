/** What people do to a change from the page, apart from a plain yes or no, and what its panel shows. */
import type { Page } from 'playwright-core';
import { it } from 'vitest';
import { installRule } from '../demo/rule-story.ts';
import { describeInBrowser } from './in-browser.ts';
import {
  approveTwice,
  button,
  CI_NAMES,
  callbacks,
  currentState,
  detailField,
  disabledButton,
  enterComment,
  expectStatus,
  selectedChange,
  startPipeline,
} from './page.ts';

/** One of them: each has its own view of a pipeline, which board.test.ts tries; a change is the same for all. */
const CI = CI_NAMES[0] ?? '';

async function pause(page: Page): Promise<void> {
  await startPipeline(page, CI);
  await expectStatus(page, CI, 'paused');
}

describeInBrowser('a change on the board', (here) => {
  it('goes back to its requester with a question, and on once it is approved after all', async () => {
    const { page } = here.tab;
    await pause(page);
    await enterComment(page, 'What about the backout?');
    await button(page, 'Ask for more').click();
    await currentState(page, 'New').waitFor();
    await page.getByText('What about the backout?').waitFor();
    await expectStatus(page, CI, 'paused');
    await button(page, 'Move to Assess').click();
    await page.getByText('Waits for approval').waitFor();
    await approveTwice(page);
    await page.getByText('Approved. Start its implementation').waitFor();
    await button(page, 'Move to Implement').click();
    await expectStatus(page, CI, 'passed');
  });

  it('is put on hold, and goes on once it is taken off', async () => {
    const { page } = here.tab;
    await pause(page);
    await approveTwice(page);
    await enterComment(page, 'Release freeze');
    await button(page, 'Put on hold').click();
    await page.getByText('On hold: Release freeze').waitFor();
    await disabledButton(page, 'Start implementation').waitFor();
    await expectStatus(page, CI, 'paused');
    await button(page, 'Take off hold').click();
    await button(page, 'Start implementation').click();
    await expectStatus(page, CI, 'passed');
  });

  it('is canceled: the pipeline is denied', async () => {
    const { page } = here.tab;
    await pause(page);
    await enterComment(page, 'Not needed any more');
    await button(page, 'Cancel change').click();
    await currentState(page, 'Canceled').waitFor();
    await callbacks(page).getByText('denied: ').waitFor();
    await expectStatus(page, CI, 'failed');
  });

  it('shows its evidence, and what a policy has made of it', async () => {
    installRule(here.testEnv);
    const { page } = here.tab;
    await button(page, `${CI}: Start with a failing test`).click();
    await expectStatus(page, CI, 'paused');
    const evidence = page.getByRole('region', { name: 'Evidence: Complete' });
    await evidence.getByText('2, 1 failed').waitFor();
    await evidence.getByText('0 critical, 0 high, 0 medium').waitFor();
    await evidence.getByText(/^1, ahead/).waitFor();
    await evidence.getByText('Assess Technical Approvals: Assignment Group Approval').waitFor();
  });

  it('expires: the pipeline is denied', async () => {
    const { page } = here.tab;
    await pause(page);
    await button(page, 'Let it expire').click();
    await callbacks(page)
      .getByText(/^denied: .*deadline/)
      .waitFor();
    await expectStatus(page, CI, 'failed');
  });

  it('shows its planned window, and the blackout in its way, as they are set', async () => {
    const { page } = here.tab;
    const { serviceNow } = here.testEnv.sandbox;
    const [start, end] = ['2030-12-24 20:00:00', '2030-12-24 22:00:00'];
    const windows = [{ start: '2030-12-24 00:00:00', end: '2030-12-27 00:00:00' }];
    serviceNow.addBlackout({ name: 'Code freeze', windows, cis: ['globex-web'] });
    await pause(page);
    await detailField(page, 'Planned', 'no window').waitFor();
    const number = await selectedChange(page);
    const { sys_id: item = '' } = serviceNow.database.find('cmdb_ci', 'name', 'globex-web') ?? {};
    // Back in New: its configuration item cannot change later.
    serviceNow.move(number, 'New');
    serviceNow.userActions.update(number, { cmdb_ci: item, start_date: start, end_date: end });
    await detailField(page, 'Planned', `${start} to ${end}`).waitFor();
    await detailField(page, 'Conflict', /^Conflict\s*Blackout: Code freeze$/).waitFor();
    serviceNow.userActions.update(number, {
      start_date: '2030-12-28 20:00:00',
      end_date: '2030-12-28 22:00:00',
    });
    await detailField(page, 'Conflict', /^No Conflict$/).waitFor();
  });
});
