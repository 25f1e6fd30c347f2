/** What a build deploys, where it stands among those of its pipeline, and who started it (Codefresh docs, "Variables"). */
import { statSync } from 'node:fs';
import type { BuildSource, Environment, History, HistoryRange, Person } from '@change-gate/core';

/**
 * @param server the API's, which tells nothing of deployments or pull requests
 * @returns undefined where Codefresh does not tell when the build was created
 */
export function sourceOf(env: Environment, server: string): BuildSource | undefined {
  const { CF_PIPELINE_NAME: name = '', CF_ACCOUNT: account = '' } = env;
  const number = Number(env.CF_BUILD_TIMESTAMP);
  if (!Number.isInteger(number) || number < 1 || name === '') return undefined;
  const pipeline = [server.replace(/^https?:\/\/|\/api$/g, ''), account, name].filter(Boolean).join('/');
  const workspace = workspaceOf(env);
  return {
    pipeline,
    // A build that is restarted is a new build, created later.
    sequence: { counter: encodeURI(pipeline), number },
    repository: repositoryOf(env),
    commit: env.CF_REVISION ?? '',
    ref: env.CF_RELEASE_TAG || env.CF_BRANCH || '',
    people: peopleOf(env),
    ...(workspace && { workspace }),
    history: async (range) => historyOf(range, env),
  };
}

/** The folder that a `git-clone` step makes in the shared volume. Other steps work in it where that step is called `main_clone`. */
function workspaceOf({
  CF_VOLUME_PATH: volume = '/codefresh/volume',
  CF_REPO_NAME: name,
}: Environment): string | undefined {
  const folder = `${volume}/${name}`;
  return name && statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? folder : undefined;
}

function repositoryOf(env: Environment): string {
  const { CF_COMMIT_URL: commit = '', CF_REPO_OWNER: owner = '', CF_REPO_NAME: name = '' } = env;
  const [, url] = /^(https?:\/\/.+?)\/(?:-\/)?commits?\//.exec(commit) ?? [];
  return url ?? [owner, name].filter(Boolean).join('/');
}

/** Whoever a webhook belongs to has started nothing. Of the commit's author only a name is told. */
function peopleOf(env: Environment): Person[] {
  const { CF_BUILD_INITIATOR: login = '', CF_BUILD_TRIGGER: trigger, CF_COMMIT_AUTHOR: name = '' } = env;
  return [
    ...(login === '' || trigger === 'webhook'
      ? []
      : [{ role: 'trigger', name: '', login, email: '' } as const]),
    ...authorOf(name),
  ];
}

function authorOf(name: string): Person[] {
  return name === '' ? [] : [{ role: 'author', name, login: '', email: '' }];
}

/** Where the checkout does not tell what changed: this build's own commit at least, whose message may name work items. */
function historyOf({ commits, head }: HistoryRange, env: Environment): History {
  const none = { base: undefined, direction: 'unknown', mergeRequests: undefined } as const;
  if (commits !== undefined) return { ...none, commits, gaps: [] };
  const { CF_COMMIT_MESSAGE: message = '', CF_COMMIT_AUTHOR: name = '' } = env;
  const [title = ''] = message.split('\n');
  const author = authorOf(name)[0] ?? { role: 'author', name, login: '', email: '' };
  return {
    ...none,
    commits: title === '' ? undefined : [{ sha: head, title, author }],
    gaps: [
      'Codefresh itself tells only of the commit of this build. For what changed, clone the repository with its whole history before this step.',
    ],
  };
}
