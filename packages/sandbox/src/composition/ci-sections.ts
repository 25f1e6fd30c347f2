/** The CI servers in a configuration file: each one's section, and what a section starts. */
import type { StartablePipeline } from '../board/startable-pipeline.ts';
import {
  type CodefreshSection,
  codefreshPipelines,
  codefreshSection,
} from '../ci/codefresh/configuration.ts';
import {
  enterGithubVariables,
  type GithubSection,
  githubPipelines,
  githubSection,
} from '../ci/github/configuration.ts';
import {
  type GitlabSection,
  gitlabPipelines,
  gitlabSection,
  pushGitlabBranches,
} from '../ci/gitlab/configuration.ts';
import type { OnRequest } from '../http/request-journal.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';

/** The schemas of the CIs' sections. A CI without a section has no server. */
export function ciSections(folder: string) {
  return {
    codefresh: codefreshSection(folder).optional(),
    github: githubSection(folder).optional(),
    gitlab: gitlabSection(folder).optional(),
  };
}

export interface CiSections {
  readonly codefresh?: CodefreshSection | undefined;
  readonly github?: GithubSection | undefined;
  readonly gitlab?: GitlabSection | undefined;
}

/**
 * Turns the CIs' sections into options of `startSandbox`.
 * @param onRequest gives the listener for a server's requests, by the name of its section
 */
export function ciOptions(
  { codefresh, github, gitlab }: CiSections,
  onRequest: (server: string) => { readonly onRequest?: OnRequest },
): Omit<SandboxOptions, 'serviceNow' | 'start'> {
  return {
    ...(codefresh && { codefresh: { ...codefresh, ...onRequest('codefresh') } }),
    ...(github && { github: { ...github, ...onRequest('github') } }),
    ...(gitlab && { gitlab: { ...gitlab, ...onRequest('gitlab') } }),
  };
}

/** Enters the variables and secrets of the sections whose servers had to have them before their URLs were known. */
export function enterVariables(sandbox: Sandbox, { github }: CiSections): void {
  if (github) enterGithubVariables(sandbox.github, github.repositories);
}

/** Pushes what the sections say that stands on branches. */
export function pushBranches(sandbox: Sandbox, { gitlab }: CiSections): void {
  if (gitlab) pushGitlabBranches(sandbox.gitlab, gitlab.branches);
}

/** The pipelines of the sections, which people can start on the board. */
export function ciPipelines(
  sandbox: Sandbox,
  { codefresh, github, gitlab }: CiSections,
): StartablePipeline[] {
  return [
    ...(codefresh ? codefreshPipelines(sandbox.codefresh, codefresh) : []),
    ...(github ? githubPipelines(sandbox.github, github.pipelines) : []),
    ...(gitlab ? gitlabPipelines(sandbox.gitlab, gitlab.pipelines) : []),
  ];
}
