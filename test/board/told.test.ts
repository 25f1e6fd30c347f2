/** What the board says: it is true now, in the person's own words, and enough for somebody who sees it for the first time. */
import { USERS } from '@change-gate/sandbox';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { describeInBrowser } from './in-browser.ts';
import {
  approveTwice,
  button,
  CI_NAMES,
  callbacks,
  comment,
  currentState,
  enterComment,
  expectStatus,
  focusedName,
  nextStep,
  reject,
  selectedChange,
  startPipeline,
  waitForAnnouncement,
} from './page.ts';

const CI = CI_NAMES[0] ?? '';

async function pause(page: Page, ci = CI): Promise<void> {
  await startPipeline(page, ci);
  await expectStatus(page, ci, 'paused');
}

describeInBrowser('what the board says next', (here) => {
  it('after a rejection and an approval: no pipeline waits any more', async () => {
    const { page } = here.tab;
    await pause(page);
    await reject(page);
    await expectStatus(page, CI, 'failed');
    const rejected = nextStep(page, 'failed');
    await rejected.getByText(/was rejected.*The build was denied/).waitFor();
    await button(page, 'Move to Assess').click();
    await nextStep(page, 'paused')
      .getByText(/Waits for approval.*No pipeline waits/)
      .waitFor();
    await approveTwice(page);
    const approved =
      /^The change is approved now\. No pipeline waits for it any more: the build was denied\. Start a new build\.$/;
    await nextStep(page, 'paused').getByText(approved).waitFor();
    await button(page, 'Start implementation').click();
    await nextStep(page, 'paused')
      .getByText(/^The change is in Implement\. No pipeline waits/)
      .waitFor();
  });

  it('after the deadline: the build was denied, though the change can still be approved', async () => {
    const { page } = here.tab;
    await pause(page);
    await button(page, 'Let it expire').click();
    await expectStatus(page, CI, 'failed');
    await nextStep(page, 'paused')
      .getByText(/Waits for approval.*the build was denied/)
      .waitFor();
  });

  it('what the CI has answered, and when ServiceNow tries again', async () => {
    const { page } = here.tab;
    await pause(page);
    const panel = here.testEnv.sandbox.ciPanels.find(({ name }) => name === CI);
    const busy = { kind: 'status', status: 503, body: 'Under maintenance' } as const;
    panel?.faults.inject({ effect: busy, times: Number.POSITIVE_INFINITY });
    await reject(page);
    const told = nextStep(page, 'paused').getByText(/answered 503.*tries again at \d\d:/);
    await told.waitFor();
    expect(await told.textContent()).not.toContain('not answer');
  });

  it('no next attempt where none comes', async () => {
    const { page } = here.tab;
    await pause(page);
    await page.getByRole('combobox', { name: `How ${CI} behaves` }).selectOption('CI answers 401');
    await reject(page);
    await button(page, 'Retry delivery').waitFor();
    expect(await callbacks(page).getByText('next attempt').count()).toBe(0);
    await nextStep(page, 'failed')
      .getByText(/401.*Retry delivery/)
      .waitFor();
  });

  it.each(CI_NAMES)('of a %s pipeline whose change is rejected: nothing goes on', async (ci) => {
    const { page } = here.tab;
    await pause(page, ci);
    await reject(page);
    await expectStatus(page, ci, 'failed');
    const feed = page.getByRole('log', { name: 'What just happened' });
    await feed.getByText(/has stopped/).waitFor();
    expect(await feed.getByText('goes on').count()).toBe(0);
  });
});

describeInBrowser("a person's words on the board", (here) => {
  it.each([
    ['Reject', 'New'],
    ['Put on hold', 'Assess'],
    ['Cancel change', 'Canceled'],
    ['Move to Canceled', 'Canceled'],
  ])('are asked for by %s, as ServiceNow asks for them, and are the only ones', async (action, state) => {
    const { page } = here.tab;
    await pause(page);
    const number = await selectedChange(page);
    await button(page, action).click();
    await waitForAnnouncement(page, /ServiceNow asks for a reason/);
    expect(await focusedName(page)).toBe('Your comment');
    await currentState(page, 'Assess').waitFor();
    await page.keyboard.type('Mend the test first');
    await button(page, action).click();
    await currentState(page, state).waitFor();
    await page.getByText('Mend the test first').first().waitFor();
    expect(await comment(page).inputValue()).toBe('');
    const { database, userActions } = here.testEnv.sandbox.serviceNow;
    const written = database.query('sys_journal_field').map(({ value }) => value);
    expect(written.filter((text) => /^(Not like this|On hold)$/.test(text ?? ''))).toEqual([]);
    expect([userActions.change(number).on_hold_reason, ...written]).toContain('Mend the test first');
  });

  it('go with an approval and with a question, where there are any', async () => {
    const { page } = here.tab;
    await pause(page);
    const { database } = here.testEnv.sandbox.serviceNow;
    await button(page, 'Ask for more').click();
    await currentState(page, 'New').waitFor();
    const words = () => database.query('sys_journal_field', 'element=comments').map(({ value }) => value);
    expect(words()).toEqual([]);
    await button(page, 'Move to Assess').click();
    await page.getByText('Waits for approval').waitFor();
    await enterComment(page, 'Seen in the test environment');
    await button(page, 'Approve').click();
    await page.getByText('Seen in the test environment').waitFor();
    expect(words()).toEqual(['Seen in the test environment']);
  });

  it('close a change, with a code that the person has chosen', async () => {
    const { page } = here.tab;
    const { serviceNow } = here.testEnv.sandbox;
    const { sys_id: group = '' } = serviceNow.database.find('sys_user_group', 'name', 'DevOps') ?? {};
    const fields = { short_description: 'By hand', state: '-4', assignment_group: group };
    const { number = '' } = serviceNow.database.insert('change_request', fields, 'admin');
    await page.getByRole('button', { name: new RegExp(`^${number}`) }).click();
    await approveTwice(page);
    await button(page, 'Start implementation').click();
    await button(page, 'Move to Review').click();
    await button(page, 'Move to Closed').click();
    await waitForAnnouncement(page, /ServiceNow asks for a close code/);
    await page.getByRole('combobox', { name: 'Close code' }).selectOption('Successful with issues');
    await button(page, 'Move to Closed').click();
    await waitForAnnouncement(page, /ServiceNow asks for a reason/);
    await enterComment(page, 'Slower than before');
    await button(page, 'Move to Closed').click();
    await currentState(page, 'Closed').waitFor();
    await page.getByText('Successful with issues: Slower than before').waitFor();
    const { close_code: code, close_notes: notes } = serviceNow.userActions.change(number);
    expect({ code, notes }).toEqual({ code: 'successful_issues', notes: 'Slower than before' });
  });
});

describeInBrowser('the board for a newcomer', (here) => {
  it('says of a pipeline for which the approval is enough that the last one releases it, which is so', async () => {
    const { page } = here.tab;
    await button(page, `${CI}: Start with a failing test`).click();
    await expectStatus(page, CI, 'paused');
    await nextStep(page, 'paused')
      .getByText(/The last approval releases the pipeline\.$/)
      .waitFor();
    await button(page, 'Approve').click();
    await currentState(page, 'Authorize').waitFor();
    await button(page, 'Approve').click();
    await expectStatus(page, CI, 'passed');
  });

  it('asks to begin until a pipeline runs, also one that opens no change', async () => {
    const { page } = here.tab;
    await page.getByText('Press one of the blue buttons to begin').waitFor();
    const { faults } = here.testEnv.sandbox.serviceNow;
    faults.inject({ effect: { kind: 'status', status: 401 }, times: Number.POSITIVE_INFINITY });
    await startPipeline(page, CI);
    await expect(page.getByText('has opened no change so far').waitFor()).resolves.toBeUndefined();
  });

  it("tells nothing of what the app's self-test registers", async () => {
    const { page } = here.tab;
    const { url } = here.testEnv.sandbox.serviceNow;
    const { userName, password } = USERS.admin;
    const headers = { authorization: `Basic ${btoa(`${userName}:${password}`)}` };
    const answer = await fetch(`${url}/api/x_change_gate/v1/self_test`, { headers });
    expect(answer.status).toBe(200);
    await pause(page);
    const told = await page.getByRole('log', { name: 'What just happened' }).getByText('will call').all();
    expect(told).toHaveLength(1);
  });

  it('says that approving alone releases nothing, before there is anything to approve and then', async () => {
    const { page } = here.tab;
    await page.getByText(/Approving alone releases nothing.*Scheduled.*Implement/).waitFor();
    await pause(page);
    await nextStep(page, 'paused')
      .getByText(/Approving alone releases nothing/)
      .waitFor();
  });

  it('explains each of its actions', async () => {
    const { page } = here.tab;
    await pause(page);
    await page.getByText('What these do').click();
    const actions = page.getByRole('group', { name: /^Decide on CHG/ }).getByRole('button');
    const names = await actions.allTextContents();
    expect(names.length).toBeGreaterThan(6);
    for (const name of names) await page.locator('.help dt', { hasText: name }).waitFor();
    await page.getByText(/back to New with your comment.*goes on waiting/).waitFor();
    await page.getByText(/moves the sandbox's time past the deadline/).waitFor();
    const expire = button(page, 'Let it expire');
    await expect.poll(() => expire.getAttribute('title')).toMatch(/deadline/);
  });
});
