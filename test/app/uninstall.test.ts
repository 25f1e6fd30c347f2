/** What docs/servicenow-app.md has an admin switch off before the app is deleted. */
import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

const GUIDE = readFileSync(new URL('../../docs/servicenow-app.md', import.meta.url), 'utf8');
const DAY_MS = 24 * 60 * 60_000;

let app: App;
afterEach(() => app.close());

it('a build that waits stays paused once the rules and jobs of the guide are switched off', async () => {
  app = await startApp(1);
  const { database } = app.sandbox.serviceNow;
  const number = app.openChange();
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  const [, step = ''] = /\n3\. Switch off ([\s\S]*?)\n4\. /.exec(GUIDE) ?? [];
  const named = [...step.matchAll(/\*(Change\s+Gate: [^*]*)\*/g)].map(([, name = '']) =>
    name.replace(/\s+/g, ' '),
  );
  expect(named).toHaveLength(5);
  for (const name of named) {
    const rule = database.find('sys_script', 'name', name)?.sys_id;
    const job = database.find('sysauto_script', 'name', name)?.sys_id;
    const table = rule === undefined ? 'sysauto_script' : 'sys_script';
    database.update(table, rule ?? job ?? '', { active: 'false' }, 'admin');
  }
  app.implement(number);
  await app.sandbox.clock.advance(DAY_MS);
  await app.idle();
  expect(app.decisions(build)).toEqual([]);
  expect(app.registration(registration)).toMatchObject({ status: 'waiting' });
});
