/** The app's ATF tests, which a customer runs on an instance: their scripts, run in the sandbox. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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

let app: App;
beforeEach(async () => {
  app = await startApp(1);
});
afterEach(() => app.close());

describe("the app's ATF tests", () => {
  it.each(scripts.map(({ source }) => [source.split('\n')[0] ?? '', source]))(
    '%s passes',
    async (_, source) => {
      expect(await app.sandbox.serviceNow.cluster.runScript('x_change_gate', FRAMEWORK + source)).toEqual([]);
    },
  );

  it('are two, and fail when the app is broken', async () => {
    expect(scripts).toHaveLength(2);
    const broken = 'GateDecision = { decide: function () { return { decision: "approved" }; } };\n';
    for (const { source } of scripts.filter((one) => one.source.includes('GateDecision'))) {
      const errors = await app.sandbox.serviceNow.cluster.runScript(
        'x_change_gate',
        FRAMEWORK + broken + source,
      );
      expect(errors.join()).toContain('should be pending, not approved');
    }
  });
});
