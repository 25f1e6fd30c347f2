/** What a pipeline that cancels itself leaves undone (GitLab docs, `workflow:auto_cancel:on_job_failure`). */
import { type Configuration, keywordsOf, listOf } from './configuration.ts';

/** A warning where a deployment that fails cancels the job that would close the change. */
export function warnOfAutoCancel(prefix: string, { keywords }: Configuration): string[] {
  const workflow = keywordsOf(keywords.workflow);
  const cancels = [workflow, ...listOf(workflow.rules).map(keywordsOf)].some(
    ({ auto_cancel: own }) => keywordsOf(own).on_job_failure === 'all',
  );
  if (!cancels) return [];
  return [
    `workflow: auto_cancel: on_job_failure: all cancels ${prefix}:close with the rest when a deployment fails, and the deployment when ` +
      `somebody plays ${prefix}:gate too early. The change then stays open until a person retries ${prefix}:close, or plays ${prefix}:cancel.`,
  ];
}
