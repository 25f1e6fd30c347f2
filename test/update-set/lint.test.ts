/** The scripts of the built update set under the ESLint plugins of ServiceNow's SDK and of its developers. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ShippedScript, shippedScripts } from '../app/shipped-scripts.ts';

/** ESLint 8, the one that both plugins are for, has no types. */
interface Linter {
  lintText(
    code: string,
    options: { filePath: string },
  ): Promise<{ messages: { ruleId: string | null; message: string }[] }[]>;
}

const require = createRequire(import.meta.url);
const scripts = shippedScripts();
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'lint-'));
});
afterAll(() => rm(home, { recursive: true }));

/** @param config the plugin's own; `more` adds to it */
function linter(name: string, plugin: unknown, config: string, more: object): Linter {
  const { ESLint } = require('eslint');
  return new ESLint({
    cwd: home,
    useEslintrc: false,
    plugins: { [name]: plugin },
    overrideConfig: { root: true, plugins: [name], extends: [`plugin:${name}/${config}`], ...more },
  });
}

/** @returns `<record>: <rule>`, with the message where the rule has several, each once, in alphabetical order */
async function findings(eslint: Linter, counts: (rule: string) => boolean): Promise<string[]> {
  const found = new Set<string>();
  for (const script of scripts) {
    const [result] = await eslint.lintText(script.source, { filePath: join(home, pathOf(script)) });
    for (const { ruleId, message } of result?.messages ?? []) {
      if (ruleId === null) found.add(`${script.name}: ${message}`);
      else if (counts(ruleId)) found.add(`${script.name}: ${ruleId}`);
    }
  }
  return [...found].sort();
}

/** The table says what a script is to `@admc.com/sn`, which has no name for the steps of actions and tests. */
function pathOf({ name }: ShippedScript): string {
  const [table = '', ...target] = name.split(' ');
  const kinds: Record<string, string> = {
    sys_ui_action: 'sys_ui_action.script',
    sys_variable_value: 'sys_script_fix',
  };
  return `${kinds[table] ?? table}/scoped-es12/${target.join('-').replace(/[^\w-]/g, '')}.js`;
}

it("the app's scripts keep the rules of ServiceNow's SDK", async () => {
  const plugin: unknown = require('@servicenow/eslint-plugin-sdk-app-plugin');
  const eslint = linter('@servicenow/sdk-app-plugin', plugin, 'recommended', {
    parserOptions: { ecmaVersion: 2021 },
  });
  expect(await findings(eslint, () => true)).toEqual([
    // The rule takes the script action's own `event` for the browser's.
    'sysevent_script_action Change Gate: deliver decision: no-restricted-globals',
    'sysevent_script_action Change Gate: show progress: no-restricted-globals',
  ]);
});

it("the app's scripts keep the rules of ServiceNow's developers, and name nothing that a scoped app does not have", async () => {
  const root = dirname(require.resolve('@admc.com/eslint-plugin-sn/package.json'));
  await symlink(join(root, 'resources/snglobals'), join(home, 'snglobals'));
  // The plugin looks for its lists of global names in the home folder.
  vi.stubEnv('HOME', home);
  // A rule of the plugin's prints what it counts.
  vi.spyOn(console, 'warn').mockReturnValue();
  const plugin: unknown = require('@admc.com/eslint-plugin-sn');
  const includes = scripts.flatMap(({ name }) => /^sys_script_include (\w+)$/.exec(name)?.[1] ?? []);
  const own = [...includes, 'inputs', 'assertEqual'].map((name) => [name, 'readonly']);
  const eslint = linter('@admc.com/sn', plugin, 'servicenow', { globals: Object.fromEntries(own) });
  // Its other rules are about style, and these scripts are a bundler's.
  const counts = (rule: string) => rule === 'no-undef' || rule.startsWith('@admc.com/sn/');
  expect(await findings(eslint, counts)).toEqual(
    Object.entries(KNOWN)
      .flatMap(([rule, names]) => names.map((name) => `${name}: @admc.com/sn/${rule}`))
      .sort(),
  );
});

/** What the rules find in the app as it is. A finding that is gone is taken out here. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  // Tests of the app, whose assertions see what a write has come to.
  'validate-gliderecord-calls': ['sys_variable_value Run Server Side Script'],
  // What could not be read or signed stays empty, and is then refused.
  'no-init-emptystring': ['sys_script_include GateCredentials'],
};
