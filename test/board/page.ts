/** What a person finds on the change board, and does there. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { CIS } from '../demo/cis.ts';

export const CI_NAMES: readonly string[] = CIS.map(({ name }) => name);

/** A pipeline of every CI, each at its gate. */
export async function pauseOnEveryCi(page: Page): Promise<void> {
  for (const ci of CI_NAMES) await startPipeline(page, ci);
  for (const ci of CI_NAMES) await expectStatus(page, ci, 'paused');
}

/** Shows a CI's newest pipeline, and the change that it waits for. */
export async function selectPipeline(page: Page, ci: string): Promise<void> {
  const number = (await card(page, ci).locator('.number').textContent()) ?? '';
  await card(page, ci).getByRole('button').click();
  await page.getByRole('heading', { name: new RegExp(`^${number.slice(0, 10)}`) }).waitFor();
}

export async function setBehaviour(page: Page, ci: string, behaviour: string): Promise<void> {
  await page.getByRole('combobox', { name: `How ${ci} behaves` }).selectOption(behaviour);
}

export function comment(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Your comment' });
}

export async function enterComment(page: Page, text: string): Promise<void> {
  await comment(page).fill(text);
}

/** With a reason, which ServiceNow asks for. */
export async function reject(page: Page, reason = 'Not on a Friday'): Promise<void> {
  await enterComment(page, reason);
  await button(page, 'Reject').click();
}

/** What is true of the change now, and what to do next. */
export function nextStep(page: Page, status: string): Locator {
  return page.locator(`.next[data-status="${status}"]`);
}

export async function startPipeline(page: Page, ci: string): Promise<void> {
  await button(page, `${ci}: Start a deployment`).click();
  await waitForAnnouncement(page, /^Started /);
}

/** The newest pipeline of a CI. */
export function card(page: Page, ci: string): Locator {
  return page.getByRole('region', { name: ci, exact: true }).locator('.card').first();
}

export async function expectStatus(page: Page, ci: string, status: string): Promise<void> {
  const newest = card(page, ci).and(page.locator(`[data-status="${status}"]`));
  await expect(newest.waitFor()).resolves.toBeUndefined();
}

/** As each of those who are asked: the team, then the CAB. */
export async function approveTwice(page: Page): Promise<void> {
  await button(page, 'Approve').click();
  await currentState(page, 'Authorize').waitFor();
  await button(page, 'Approve').click();
  await currentState(page, 'Scheduled').waitFor();
}

export function button(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true, disabled: false });
}

/** It says so, and keeps the focus. */
export function disabledButton(page: Page, name: string): Locator {
  return page.getByRole('button', { name, exact: true, disabled: true });
}

/** From the button of that name to the last of its list. */
export async function pressEndKey(page: Page, from: RegExp): Promise<void> {
  await page.getByRole('button', { name: from }).press('End');
}

export function callbacks(page: Page): Locator {
  return page.getByRole('region', { name: 'Callbacks', exact: true });
}

export function currentState(page: Page, label: string): Locator {
  return page.locator('[aria-current="step"]', { hasText: label });
}

export async function waitForAnnouncement(page: Page, text: RegExp): Promise<void> {
  await page.getByRole('status').filter({ hasText: text }).waitFor();
}

export async function selectedChange(page: Page): Promise<string> {
  const heading = await page.getByRole('heading', { name: /CHG\d+/ }).textContent();
  return /CHG\d+/.exec(heading ?? '')?.[0] ?? '';
}

/** Accessible name, or text, of what has the focus. */
export async function focusedName(page: Page): Promise<string> {
  const element = page.locator(':focus');
  if ((await element.count()) === 0) return '';
  return (await element.getAttribute('aria-label')) ?? (await element.textContent()) ?? '';
}

export async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let stops = 0; stops < 60; stops += 1) {
    await page.keyboard.press('Tab');
    if (name.test(await focusedName(page))) return;
  }
  throw new Error(`The Tab key does not reach ${name}`);
}

/** What the change's panel says under a term of its list of facts. */
export function detailField(page: Page, term: string, text: string | RegExp): Locator {
  const terms = page.locator('dt', { hasText: new RegExp(`^${term}$`) });
  return terms.locator('xpath=following-sibling::dd[1]').filter({ hasText: text });
}
