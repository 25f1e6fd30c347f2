/** `npm run test:live`: the scenarios against the instance and the CI that environment variables name. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CiKind } from './ci.ts';
import { CIS } from './cis.ts';
import { MARK } from './instance.ts';
import { OBSERVATIONS } from './observations.ts';
import { prepare } from './prepare.ts';
import type { Observation, Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';
import { readSettings, type Settings, SettingsError } from './settings.ts';
import { signOff } from './sign-off/sign-off.ts';
import { runSuite } from './suite.ts';
import { headline, isGood, line, table } from './table.ts';
import { recordTo } from './transcript/record.ts';
import { variablesFor } from './variables.ts';
import { CouldNotBeSeen, DoesNotHold } from './verdict.ts';

const HELP = `npm run test:live [-- options]

Runs the scenarios against the instance and the CI that environment variables name: docs/live.md. It opens changes and starts builds,
and ends all that it has opened and started. Exits 0 only if each scenario holds or is skipped, and nothing is left.

  --only NAMES   only these scenarios, separated by commas
  --list         the scenarios, and what must hold
  --keep         leaves changes and builds as they are
  --record FILE  writes each exchange there, anonymised, a line of JSON each
  --sign-off FILE  writes there what was tried, where and when, as JSON; of all scenarios alone
  --help         this text
`;

const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

process.exitCode = await main().catch((error: Error) => {
  // It names variables and options, and holds no value of a variable.
  process.stderr.write(`${error.message}\n`);
  return 1;
});

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true, default: [] },
      list: { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
      record: { type: 'string' },
      'sign-off': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return print(HELP);
  // What is only observed is each CI's own.
  const all = [...SCENARIOS, ...(OBSERVATIONS[process.env.CHANGE_GATE_LIVE_CI ?? ''] ?? [])];
  if (values.list) return print(all.map(({ name, claim }) => `${name}: ${claim}\n`).join(''));
  const scenarios = chosen(
    values.only.flatMap((names) => names.split(',')),
    all,
  );
  if (values['sign-off'] !== undefined && values.only.length > 0)
    throw new SettingsError('A part is not signed off: leave out --only, or --sign-off.');
  if (values['sign-off'] !== undefined && values.keep)
    throw new SettingsError('What ends nothing is not signed off: leave out --keep, or --sign-off.');
  const kind = CIS[process.env.CHANGE_GATE_LIVE_CI ?? ''];
  const settings = readSettings(variablesFor(kind), process.env);
  // readSettings has refused what is no CI.
  if (kind === undefined) throw new SettingsError('There is no such CI.');
  try {
    return await run(kind, settings, scenarios, values);
  } catch (error) {
    const expected = error instanceof CouldNotBeSeen || error instanceof DoesNotHold;
    const { message, stack } = error as Error;
    process.stderr.write(`${settings.redact(expected ? message : (stack ?? message))}\n`);
    return 1;
  }
}

interface Options {
  readonly keep: boolean;
  readonly record?: string;
  readonly 'sign-off'?: string;
}

async function run(
  kind: CiKind,
  settings: Settings,
  scenarios: readonly (Scenario | Observation)[],
  { keep, record, 'sign-off': file }: Options,
): Promise<number> {
  const say = (text: string) => void process.stdout.write(`${settings.redact(text)}\n`);
  // Two that begin in one second are two.
  const runId = `${new Date().toISOString().replace(/[-:]|\..*/g, '')}-${randomBytes(2).toString('hex')}`;
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    // A second one ends the process at once.
    process.once(signal, () => {
      say(
        `Stopping: what was opened and started is ended first. Stopped a second time, it is left: the changes are called "${MARK} ${runId}".`,
      );
      stop.abort();
    });
  }
  // Found out now, and not after all has run.
  if (file !== undefined) accessSync(dirname(resolve(file)), constants.W_OK);
  const where = { instanceUrl: settings.get('INSTANCE_URL'), ciUrl: settings.get('CI_URL'), ci: kind.name };
  const onExchange =
    record === undefined ? () => {} : recordTo({ file: record, suite: VERSION, where, runId });
  const about = await prepare({ settings, ci: kind, signal: stop.signal, onExchange });
  const results = await runSuite({
    settings,
    ci: kind,
    scenarios,
    runId,
    keep,
    signal: stop.signal,
    onExchange,
    onResult: (result) => say(line(result)),
  });
  const signed = signOff({ ...where, ...about, suite: VERSION, endedAt: new Date(), results });
  say(`\n${headline(signed)}\n\n${table(results)}`);
  if (file !== undefined && stop.signal.aborted) say('A run that was stopped is not signed off.');
  else if (file !== undefined) writeFileSync(file, `${JSON.stringify(signed, null, 2)}\n`);
  return isGood(results) ? 0 : 1;
}

function chosen<S extends Scenario | Observation>(names: readonly string[], all: readonly S[]): readonly S[] {
  const unknown = names.filter((name) => !all.some((scenario) => scenario.name === name));
  if (unknown.length > 0) {
    const known = all.map(({ name }) => name).join(', ');
    throw new SettingsError(`There is no scenario ${unknown.join(', ')}; there are ${known}.`);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}
