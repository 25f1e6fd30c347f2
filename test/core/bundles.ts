/** The three shipped bundles, each run as its CI runs it: the inputs in its environment, the results in files. */
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildContext } from '@change-gate/core';
import { BundleProcess, type Run } from './bundle-process.ts';
import { startGitlabAtGate } from './gitlab-at-gate.ts';

/** By the name of their inputs; `undefined` leaves one out. */
export type Inputs = Readonly<Record<string, string | undefined>>;

export interface Bundle {
  readonly adapter: string;
  /** What core knows of a build of this number. */
  build(number: number): Pick<BuildContext, 'ci' | 'buildKey'>;
  /** The variables that the CI sets in such a build. */
  env(number: number): Readonly<Record<string, string>>;
  /** The variable that holds an input. */
  variable(input: string): string;
}

/** What a run said and left in its files. */
export interface Ended extends Run {
  /** Empty where the run set no outputs. */
  readonly decision: string;
  /** What its files hold, one after the other. */
  readonly files: string;
}

/** Where a CI's own server would be that nothing here asks anything. */
const NOBODY = 'http://127.0.0.1:9';

export const GITLAB = await startGitlabAtGate();

const prefixed = (input: string) => `CHANGE_GATE_${input.toUpperCase().replaceAll('-', '_')}`;
const buildId = (number: number) => number.toString(16).padStart(24, '0');

export const BUNDLES: readonly Bundle[] = [
  {
    adapter: 'codefresh-step',
    build: (number) => ({ ci: 'codefresh', buildKey: buildId(number) }),
    env: (number) => ({
      CF_BUILD_ID: buildId(number),
      CF_BUILD_URL: `https://g.codefresh.example/build/${buildId(number)}`,
      CF_URL: NOBODY,
    }),
    variable: prefixed,
  },
  {
    adapter: 'github-action',
    build: (number) => ({ ci: 'github', buildKey: `api.github.example/globex/shop/${number}` }),
    env: (number) => ({
      GITHUB_API_URL: 'https://api.github.example',
      GITHUB_REPOSITORY: 'globex/shop',
      GITHUB_RUN_ID: String(number),
      GITHUB_STEP_SUMMARY: 'summary.html',
      // The gate that needs no look at GitHub.
      INPUT_GATE: 'wait',
    }),
    variable: (input) => `INPUT_${input.toUpperCase()}`,
  },
  {
    adapter: 'gitlab-component',
    build: (number) => ({ ci: 'gitlab', buildKey: `${new URL(GITLAB).host}/${number}` }),
    env: (number) => ({
      CI_API_V4_URL: `${GITLAB}/api/v4`,
      CI_JOB_TOKEN: 'glcbt-64_c0ffee',
      CI_JOB_MANUAL: 'true',
      CI_PROJECT_ID: '1217',
      CI_PIPELINE_ID: String(number),
      CI_PIPELINE_URL: `https://gitlab.example/globex/shop/-/pipelines/${number}`,
    }),
    variable: prefixed,
  },
];

/** @returns a process that runs this bundle */
export function processOf({ adapter }: Bundle): BundleProcess {
  return new BundleProcess(
    fileURLToPath(new URL(`../../adapters/${adapter}/dist/index.js`, import.meta.url)),
  );
}

/** Runs one operation of a bundle in its process, for the build of this number. */
export async function runOperation(
  process: BundleProcess,
  { env, variable }: Bundle,
  number: number,
  inputs: Inputs,
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-'));
  try {
    const given = Object.entries(inputs).flatMap(([name, value]) =>
      value === undefined ? [] : [[variable(name), value]],
    );
    const ran = await process.run(
      { CF_VOLUME_PATH: folder, ...env(number), ...Object.fromEntries(given) },
      folder,
    );
    const files = globSync('*', { cwd: folder })
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    const [, decision = ''] = /decision(?:=|::)(\w+)/i.exec(`${ran.log}\n${files}`) ?? [];
    return { ...ran, decision, files };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
