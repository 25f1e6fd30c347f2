/** The app's ATF tests, which a customer runs on an instance: their scripts, run in the sandbox. */
import { readFileSync } from 'node:fs';
import { type Behaviours, DatabaseError, SWITCHES } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { UPDATE_SET } from '../environment/environment.ts';
import { type App, startApp } from './app.ts';
import { shippedScripts } from './shipped-scripts.ts';

/** What the Automated Test Framework gives a script. */
const FRAMEWORK = `function assertEqual(assertion) {
  if (assertion.shouldbe !== assertion.value) {
    throw new Error(assertion.name + ' should be ' + assertion.shouldbe + ', not ' + assertion.value);
  }
}
`;

const scripts = shippedScripts().filter(({ source }) => source.includes('assertEqual('));

/** The settings of what the tests' scripts touch: as an instance comes, and each other one. */
const SETTINGS = (
  ['allowedRedirect', 'clearedPassword2', 'emptyRedirectList', 'textInUniqueColumns'] as const
).flatMap((name) =>
  Object.keys(SWITCHES[name].settings)
    .slice(1)
    .map((setting): Partial<Behaviours> => ({ [name]: setting })),
);

let app: App;
afterEach(() => app.close());

const run = (source: string): Promise<readonly string[]> =>
  app.sandbox.serviceNow.cluster.runScript('x_change_gate', FRAMEWORK + source);

/** The test of a part of the self-test. */
function testOf(part: string): string {
  const { source } = scripts.find((one) => one.source.includes(`.findings("${part}")`)) ?? {};
  if (source === undefined) throw new Error(`There is no test of ${part}`);
  return source;
}

describe("the app's ATF tests", () => {
  it.each([{}, ...SETTINGS])('pass where an instance is %o', async (behaviours) => {
    app = await startApp(1, behaviours);
    expect(scripts).toHaveLength(5);
    for (const { source } of scripts) expect(await run(source)).toEqual([]);
  });

  it('fail when the app is broken', async () => {
    app = await startApp(1);
    const stub = 'GateDecision = { decide: function () { return { decision: "approved" }; } };';
    expect((await run(`${stub}\n${testOf('decision')}`)).join()).toMatch(
      /Decisions about changes should be holds, not does not hold: .*should be pending, not approved/,
    );
  });

  it('say so where the instance does not let them create a change', async () => {
    app = await startApp(1);
    app.sandbox.serviceNow.database.before(({ table, operation }) => {
      if (table === 'change_request' && operation === 'insert')
        throw new DatabaseError('ABORTED', 'a data policy');
    });
    const { source = '' } = scripts.find((one) => one.source.includes('GateRegistrations.')) ?? {};
    expect((await run(source)).join()).toMatch(/did not let a change be created .* a data policy/);
  });

  it('fail on an older release, and say which method it lacks', async () => {
    app = await startApp(1, { release: 'xanadu' });
    const failed: string[] = [];
    for (const { source } of scripts) failed.push(...(await run(source)));
    const sentence =
      /This instance \(Xanadu\) has no sn_ws\.RESTMessageV2\.setAllowedRedirectURIs, .* Upgrade the instance to Yokohama or later/;
    // The decision needs nothing of the platform.
    expect(failed).toHaveLength(3);
    expect(failed.filter((text) => sentence.test(text))).toHaveLength(2);
    expect(failed.filter((text) => text.includes('Release not supported'))).toHaveLength(1);
  });

  it('fail where what they look at could not be seen, with what to do', async () => {
    app = await startApp(1);
    app.sandbox.serviceNow.setProperty('glide.servlet.uri', 'http://127.0.0.1:9/');
    expect((await run(testOf('redirect'))).join()).toMatch(
      /could not be seen: .*did not reach http:\/\/127\.0\.0\.1:9\/api\/x_change_gate\/redirect\/start .*What to do \(ServiceNow admin\)/,
    );
  });

  it('fail with what to do where a column is not unique', async () => {
    app = await startApp(1);
    const records = readFileSync(UPDATE_SET, 'utf8').split('<sys_update_xml');
    const set = records.map((record) =>
      record.includes(' table=&quot;x_change_gate_delivery&quot;')
        ? record.replace('&lt;unique&gt;true&lt;', '&lt;unique&gt;false&lt;')
        : record,
    );
    app.sandbox.serviceNow.importUpdateSet(set.join('<sys_update_xml'));
    expect(await run(testOf('lock'))).toEqual([
      expect.stringMatching(
        /A second row of x_change_gate_delivery with the same claim should be holds, not does not hold: .*takes it.*Switch off every row of "CI servers"/,
      ),
    ]);
  });
});
