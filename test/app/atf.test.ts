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

/** The script that uses a script include, run with another one in its place. */
async function runWith(include: string, stub: string): Promise<string> {
  const { source = '' } = scripts.find((one) => one.source.includes(`${include}.`)) ?? {};
  return (await run(`${include} = ${stub};\n${source}`)).join();
}

describe("the app's ATF tests", () => {
  it.each([{}, ...SETTINGS])('pass where an instance is %o', async (behaviours) => {
    app = await startApp(1, behaviours);
    expect(scripts).toHaveLength(5);
    for (const { source } of scripts) expect(await run(source)).toEqual([]);
  });

  it('fail when the app is broken', async () => {
    app = await startApp(1);
    expect(
      await runWith('GateDecision', '{ decide: function () { return { decision: "approved" }; } }'),
    ).toContain('should be pending, not approved');
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
      /This instance \(Xanadu\) has no sn_ws\.RESTMessageV2\.setAllowedRedirectURIs, .* upgrade it to Yokohama or later/;
    // The decision needs nothing of the platform.
    expect(failed).toHaveLength(3);
    expect(failed.filter((text) => sentence.test(text))).toHaveLength(2);
    expect(failed.filter((text) => text.includes('Release not supported'))).toHaveLength(1);
  });

  it('fail with what to do where a redirect is followed, or cannot be tried', async () => {
    app = await startApp(1);
    const answered = (status: number, body: string) =>
      runWith(
        'GateHttp',
        `{ unsupported: function () { return ''; }, connect: function () {
          return { send: function () { return { status: ${status}, body: ${JSON.stringify(body)} }; } };
        } }`,
      );
    expect(await answered(200, '{"result":"followed"}')).toMatch(
      /is followed.*switch off every row of "CI servers"/,
    );
    expect(await answered(0, 'refused')).toMatch(
      /did not reach itself at \S+\/start \(0 refused\).*An admin has to/,
    );
    app.sandbox.serviceNow.setProperty('glide.servlet.uri', 'http://127.0.0.1:9/');
    const { source = '' } = scripts.find((one) => one.source.includes('GateHttp.')) ?? {};
    expect((await run(source)).join()).toMatch(/did not reach itself at http:\/\/127\.0\.0\.1:9\/api/);
  });

  it.each([
    ['x_change_gate_registration', 'switch off every row of "CI servers"'],
    ['x_change_gate_delivery', 'switch off every row of "CI servers"'],
    ['x_change_gate_report', 'switch off every row of "CI servers"'],
    ['x_change_gate_evidence', 'the same evidence may be recorded twice'],
    ['x_change_gate_evidence_item', 'the same evidence may be recorded twice'],
  ])('fail with what to do where a column of %s is not unique', async (table, consequence) => {
    app = await startApp(1);
    const records = readFileSync(UPDATE_SET, 'utf8').split('<sys_update_xml');
    const set = records.map((record) =>
      record.includes(` table=&quot;${table}&quot;`)
        ? record.replace('&lt;unique&gt;true&lt;', '&lt;unique&gt;false&lt;')
        : record,
    );
    app.sandbox.serviceNow.importUpdateSet(set.join('<sys_update_xml'));
    const { source = '' } = scripts.find((one) => one.source.includes('active_key')) ?? {};
    expect((await run(source)).join()).toMatch(
      new RegExp(`A second row of ${table} with the same .*is taken.*${consequence}`),
    );
  });
});
