/** Whether ServiceNow's token may start the workflow that deploys. */
import { broken, holds, type Seen, uncertain } from '@change-gate/core/approval-findings';
import { allowed, type Examined, read, readRun } from './examined.ts';

export function examineDispatch(examined: Examined): Seen[] {
  const { target, name, appId, scopes, repository, get } = examined;
  const { workflow, event_type: event } = target;
  const run = readRun(examined);
  if ('seen' in run) return [run.seen];
  let seen = uncertain(
    `No call shows which workflow of ${name} listens for the event type ${event}.`,
    `See that one of the default branch has "on: repository_dispatch" with this type.`,
    'pipeline author',
  );
  if (workflow !== undefined && workflow !== '') {
    const found = read(examined, get(`/repos/${name}/actions/workflows/${workflow}`), `workflow ${workflow}`);
    if ('seen' in found) return [found.seen];
    if (found.body.state !== 'active')
      return [broken(`Workflow ${workflow} of ${name} is ${found.body.state}.`, 'Enable it.', 'CI admin')];
    seen = holds(`The token sees workflow ${workflow} of ${name}, which is active.`);
  }
  const { push } = (repository.permissions ?? {}) as { push?: unknown };
  if (appId !== '')
    return [seen, holds(`GitHub has given the App a token that may start workflows of ${name}.`)];
  // Whether this is the owner's role, or what a fine-grained token leaves of it, is not documented.
  if (push === false && scopes !== undefined)
    return [
      seen,
      broken(
        `The owner of the token may not write to ${name}, and so starts no workflow.`,
        'Give the owner of the token the role Write.',
        'CI admin',
      ),
    ];
  return [
    seen,
    push === true
      ? allowed(`The owner of the token may write to ${name}, and so start a workflow.`, examined)
      : uncertain(
          `GitHub does not show that the owner of the token may write to ${name}, and so start a workflow.`,
          'See that the owner of the token has the role Write.',
          'CI admin',
        ),
  ];
}
