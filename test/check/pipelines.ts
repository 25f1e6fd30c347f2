/** A pipeline of each CI that checks a gate which would work, as the guides have such gates. */
import { readFileSync } from 'node:fs';
import type { SandboxOptions } from '@change-gate/sandbox';
import { waitUntil } from '../environment/timeouts.ts';
import { codefreshRunning } from '../gate/codefresh.ts';
import { type GithubSetup, githubHarness } from '../gate/github.ts';
import { documentedPipeline, gitlabRunning, PIPELINES } from '../gate/gitlab.ts';
import type { CiHarness } from '../gate/harness.ts';

export type CiName = 'codefresh' | 'github' | 'gitlab';

/** Where a configuration is another than the one that works. */
export interface Configuration {
  readonly serviceNow?: SandboxOptions['serviceNow'];
  readonly github?: GithubSetup & { readonly workflow?: string };
  readonly gitlab?: Partial<NonNullable<SandboxOptions['gitlab']>> & { readonly pipeline?: string };
  readonly codefresh?: Partial<NonNullable<SandboxOptions['codefresh']>> & { readonly pipeline?: string };
}

const GUIDE = readFileSync(new URL('../../docs/check.md', import.meta.url), 'utf8');

/** The pipeline in docs/check.md in which a text stands. */
function shown(words: string): string {
  const pipelines = [...GUIDE.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
  const found = pipelines.find((yaml) => yaml.includes(words));
  if (found === undefined) throw new Error(`docs/check.md has no pipeline with ${words}`);
  return found;
}

/** The step, with inputs as GitHub has them; those of a row are added below it. */
export const GITHUB_WORKFLOW = shown('uses: change-gate/change-gate');

/** The job, before the gate of the first pipeline of docs/gitlab.md. */
export const GITLAB_PIPELINE = `${documentedPipeline(PIPELINES.minimal)}\n${shown('change:check:')}`;

export const CODEFRESH_PIPELINE = shown('changegate/change-gate');

/** @returns what runs it; a row's inputs are variables of the CI, as in the guides */
export function harnessOf(name: CiName, { serviceNow, github, gitlab, codefresh }: Configuration): CiHarness {
  const harness = {
    github: () => {
      const { workflow = GITHUB_WORKFLOW, ...setup } = github ?? {};
      return githubHarness({ workflows: { 'check.yml': workflow }, starts: 'check.yml', ...setup });
    },
    gitlab: () => {
      const { pipeline = GITLAB_PIPELINE, ...server } = gitlab ?? {};
      return endingWithItsCheck(gitlabRunning(pipeline, {}, server));
    },
    codefresh: () => {
      const { pipeline = CODEFRESH_PIPELINE, ...server } = codefresh ?? {};
      return codefreshRunning(pipeline, {}, server);
    },
  }[name]();
  if (serviceNow === undefined) return harness;
  return { ...harness, sandboxOptions: (options) => ({ ...harness.sandboxOptions(options), serviceNow }) };
}

/** Behind its check, a pipeline goes on and stands at its gate. */
function endingWithItsCheck(gitlab: CiHarness): CiHarness {
  return {
    ...gitlab,
    start(sandbox, inputs) {
      const build = gitlab.start(sandbox, inputs);
      const pipeline = sandbox.gitlab.pipeline(Number(build.id));
      const status = () => pipeline?.job('change:check')?.status ?? '';
      const hasEnded = () => ['success', 'failed'].includes(status()) || pipeline?.status === 'failed';
      const listen = (listener: () => void) => sandbox.gitlab.on(listener);
      return {
        ...build,
        paused: build.paused,
        ended: waitUntil(hasEnded, listen, 'the check to end', () => build.view().log),
        view: () => ({ ...build.view(), succeeded: status() === 'success' }),
      };
    },
  };
}
