/** The three shipped bundles, each started as its CI starts it: the inputs in its environment, the results in files. */
import { execFile } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildContext } from '@change-gate/core';

/** By the name of their inputs; `undefined` leaves one out. */
type Inputs = Readonly<Record<string, string | undefined>>;

export interface Bundle {
  readonly adapter: string;
  /** What core knows of a build of this number. */
  build(number: number): Pick<BuildContext, 'ci' | 'buildKey'>;
  /** The variables that the CI sets in such a build. */
  env(number: number): Readonly<Record<string, string>>;
  /** The variable that holds an input. */
  variable(input: string): string;
}

/** What a process said and left in its files. */
export interface Ended {
  readonly exitCode: number;
  readonly log: string;
  /** Empty where the process set no outputs. */
  readonly decision: string;
}

/** Where the CIs' own servers would be: nothing here asks them anything. */
export const NOBODY = 'http://127.0.0.1:9';

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
      // The gate that needs no look at GitHub.
      INPUT_GATE: 'wait',
    }),
    variable: (input) => `INPUT_${input.toUpperCase()}`,
  },
  {
    adapter: 'gitlab-component',
    build: (number) => ({ ci: 'gitlab', buildKey: `${new URL(NOBODY).host}/${number}` }),
    env: (number) => ({
      CI_API_V4_URL: `${NOBODY}/api/v4`,
      CI_PROJECT_ID: '1217',
      CI_PIPELINE_ID: String(number),
      CI_PIPELINE_URL: `https://gitlab.example/globex/shop/-/pipelines/${number}`,
    }),
    variable: prefixed,
  },
];

/** Runs one operation in a process of its own, for the build of this number. */
export async function start(
  { adapter, env, variable }: Bundle,
  number: number,
  inputs: Inputs,
): Promise<Ended> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-'));
  try {
    const given = Object.entries(inputs).flatMap(([name, value]) =>
      value === undefined ? [] : [[variable(name), value]],
    );
    const said = await new Promise<{ exitCode: number; log: string }>((ended) => {
      const options = {
        cwd: folder,
        env: { PATH: process.env.PATH, CF_VOLUME_PATH: folder, ...env(number), ...Object.fromEntries(given) },
      };
      const bundle = fileURLToPath(new URL(`../../adapters/${adapter}/dist/index.js`, import.meta.url));
      execFile(process.execPath, [bundle], options, (error, stdout, stderr) =>
        ended({ exitCode: error === null ? 0 : Number(error.code ?? -1), log: stdout + stderr }),
      );
    });
    const files = globSync('*', { cwd: folder }).map((file) => readFileSync(join(folder, file), 'utf8'));
    const [, decision = ''] = /decision(?:=|::)(\w+)/i.exec([said.log, ...files].join('\n')) ?? [];
    return { ...said, decision };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
