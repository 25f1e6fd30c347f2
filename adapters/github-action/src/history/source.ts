/** What a run deploys, where it stands among those of its workflow, and who started it (GitHub docs, "Variables reference"). */
import { type BuildSource, createCiHttp, type Environment, type ParsedInputs } from '@change-gate/core';
import { type ownInputs, readInputs } from '../inputs.ts';
import { startedBy } from './people.ts';

/**
 * A run that is run again keeps its number, and each workflow counts its own (GitHub docs, "Contexts reference", `github.run_number`).
 * @param commit the one that the gate is about
 * @returns `undefined` where the runner does not name the workflow and its run's number, as an old GitHub Enterprise Server's may not
 */
export function sourceOf(
  env: Environment,
  own: ParsedInputs<typeof ownInputs>,
  commit: string | undefined,
): BuildSource | undefined {
  const number = Number(env.GITHUB_RUN_NUMBER);
  const [workflow = ''] = (env.GITHUB_WORKFLOW_REF ?? '').split('@');
  if (!Number.isInteger(number) || number < 1 || workflow === '') return undefined;
  const web = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const pipeline = `${web.replace(/^https?:\/\//, '')}/${workflow}`;
  const repository = env.GITHUB_REPOSITORY ?? '';
  // Where the step deploys another commit than its run is of, as a person has chosen it, the run's branch is not that commit's.
  const isOfRun = commit === env.GITHUB_SHA;
  const { 'github-token': token, environment } = own;
  return {
    pipeline,
    sequence: { counter: pipeline, number },
    repository: `${web}/${repository}`,
    commit: commit ?? '',
    ref: isOfRun ? (env.GITHUB_REF_NAME ?? '') : '',
    people: startedBy(env),
    ...(env.GITHUB_WORKSPACE && { workspace: env.GITHUB_WORKSPACE }),
    ...(token && {
      async history(range) {
        const { readHistory } = await import('./read-history.ts');
        return readHistory(range, {
          server: (env.GITHUB_API_URL ?? '').replace(/\/+$/, ''),
          repository,
          token,
          http: createCiHttp(readInputs(env), env),
          run: env.GITHUB_RUN_ID ?? '',
          // GitHub writes down a deployment by its run's commit.
          environment: isOfRun ? environment : undefined,
        });
      },
    }),
  };
}
