/**
 * Runs a check against a sandbox as a CI runs it, the built adapter in a pipeline whose one step of Change Gate is the check, and as
 * somebody does on a laptop.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CheckReport } from '@change-gate/core';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import type { CiHarness, GatedBuild, GateInputs } from '../gate/harness.ts';
import { changeGate } from './laptop.ts';
import { type CiName, type Configuration, harnessOf } from './pipelines.ts';

/** A configuration, and what is wrong with it. */
export interface Row extends Configuration {
  /** Where it runs. On a laptop no CI is asked. */
  readonly ci: CiName | 'laptop';
  /** What is another way than in a configuration that works: the name of the test. */
  readonly broken: string;
  /** Inputs that are other than those of the configuration that works; `undefined` leaves one out. */
  readonly inputs?: GateInputs | ((environment: TestEnvironment) => GateInputs);
  /** Breaks something in the instance or in the CI, before the check runs. */
  readonly break?: (environment: TestEnvironment) => void | Promise<void>;
  /** The CI server is one that no admin of ServiceNow has listed. */
  readonly unlisted?: true;
  /** The app's update set; `null` for an instance without the app. The built one when left out. */
  readonly updateSet?: string | null;
  /** The ids of all lines that do not hold. */
  readonly doesNotHold: readonly string[];
  readonly exitCode: 0 | 1;
  /** Texts that may stand in no output, besides the secrets that each configuration has. */
  readonly secrets?: readonly string[];
}

export interface Checked {
  readonly exitCode: number;
  /** undefined where the step failed before there was one. */
  readonly report: CheckReport | undefined;
  /** All that anybody can read afterwards: log, summary, outputs, annotations, and the report as JSON. */
  readonly output: string;
  /** Those of them that may stand nowhere in it. */
  readonly secrets: readonly string[];
}

/** As the pipelines have it. */
const DATA = '{"short_description": "Globex deployment to QA", "assignment_group": "DevOps"}';

/** Runs the check of one configuration in a sandbox of its own. */
export async function runCheck(row: Omit<Row, 'broken' | 'doesNotHold' | 'exitCode'>): Promise<Checked> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-check-'));
  const file = join(folder, 'report.json');
  const ci = harnessOf(row.ci === 'laptop' ? 'codefresh' : row.ci, row);
  const { updateSet } = row;
  const environment = await startTestEnvironment(
    { timeRuns: true, ...(updateSet !== undefined && { updateSet }) },
    ci,
  );
  try {
    if (row.unlisted === undefined && updateSet !== null) environment.listServer(ci);
    await row.break?.(environment);
    const own = typeof row.inputs === 'function' ? row.inputs(environment) : row.inputs;
    const inputs = { ...environment.inputs(ci), 'check-report': file, ...own };
    const { exitCode, output } =
      row.ci === 'laptop' ? await onLaptop(inputs) : await inCi(environment.start(ci, inputs));
    const json = existsSync(file) ? readFileSync(file, 'utf8') : '';
    return {
      exitCode,
      report: json === '' ? undefined : JSON.parse(json),
      output: `${output}\n${json}`,
      secrets: [...secretsOf(ci, inputs), ...(row.secrets ?? [])],
    };
  } finally {
    await environment.close();
    rmSync(folder, { recursive: true });
  }
}

async function inCi(build: GatedBuild) {
  await build.ended;
  return { exitCode: build.view().succeeded ? 0 : 1, output: build.output() };
}

async function onLaptop(inputs: GateInputs) {
  const variables = Object.entries({ data: DATA, ...inputs }).flatMap(([name, value]) =>
    value === undefined ? [] : [[`CHANGE_GATE_${name.toUpperCase().replaceAll('-', '_')}`, value]],
  );
  const { exitCode, out, err } = await changeGate(['check'], Object.fromEntries(variables));
  return { exitCode, output: `${out}\n${err}` };
}

function secretsOf({ callbackToken }: CiHarness, inputs: GateInputs): string[] {
  const { username = '', password = '', 'callback-token': given } = inputs;
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return [callbackToken, password, basic, given ?? ''].filter((secret) => secret !== '');
}
