import { type Board, startBoard } from '@change-gate/sandbox';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { CIS } from '../demo/cis.ts';
import { startablePipelines } from '../demo/open-board.ts';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { launch, NO_BROWSER, openTab, type Tab } from './browser.ts';

export interface BoardInBrowser {
  browser: Browser;
  testEnv: TestEnvironment;
  board: Board;
  tab: Tab;
}

/** Tests that have an environment with every CI and its board each, in a tab that must not complain. */
export function describeInBrowser(what: string, tests: (here: BoardInBrowser) => void): void {
  const title = NO_BROWSER === undefined ? what : `${what} (${NO_BROWSER})`;
  describe.skipIf(NO_BROWSER !== undefined)(title, () => {
    const here = {} as BoardInBrowser;

    beforeAll(async () => {
      here.browser = await launch();
    });

    afterAll(() => here.browser.close());

    beforeEach(async () => {
      here.testEnv = await startTestEnvironment({}, ...CIS);
      for (const ci of CIS) here.testEnv.listServer(ci);
      here.board = await startBoard(here.testEnv.sandbox, {
        startablePipelines: CIS.flatMap((ci) => startablePipelines(ci, here.testEnv)),
      });
      here.tab = await openTab(here.browser, here.board.url);
    });

    afterEach(async () => {
      await here.tab.page.close();
      await here.board.close();
      await here.testEnv.close();
      expect(here.tab.complaints).toEqual([]);
    });

    tests(here);
  });
}
