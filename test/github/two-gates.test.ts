import { afterEach, expect, it } from 'vitest';
import { documentedWorkflows, githubHarness } from '../gate/github.ts';
import { startWorld, type World } from '../gate/world.ts';

let world: World;
afterEach(() => world.close());

/** The documented jobs twice in one workflow: once for staging, once for production. */
function twoGates(): string {
  const [head = '', jobs = ''] = (documentedWorkflows('environment')['deploy.yml'] ?? '').split('jobs:\n');
  const [both = ''] = jobs.split('  cancel-change:');
  const forStaging = both
    .replaceAll('open-change', 'open-staging')
    .replaceAll('  deploy:\n', '  deploy-staging:\n')
    .replaceAll('production', 'staging')
    .replaceAll(/( +)operation: (.*)\n/g, '$1operation: $2\n$1gate-name: staging\n');
  return `${head}jobs:\n${both}${forStaging}`;
}

it('two environments in one run have a change each, and only the approved one deploys', async () => {
  const environments = ['staging', 'production'].map((name) => ({ name, reviewers: ['servicenow-bot'] }));
  const ci = githubHarness({ workflows: { 'deploy.yml': twoGates() }, environments });
  world = await startWorld({}, ci);
  world.listServer(ci);
  const build = world.start(ci);
  const { serviceNow, github } = world.sandbox;
  const [run] = github.runs;
  await bothWait();

  const changeOf = (gate: string) => {
    const registrations = serviceNow.database.query('x_change_gate_registration', '');
    const found = registrations.find(({ key }) => key?.endsWith(`:${gate}`));
    return found?.change_number ?? '';
  };
  expect(serviceNow.changes()).toHaveLength(2);
  serviceNow.approve(changeOf('staging'));
  serviceNow.move(changeOf('staging'), 'Implement');
  await serviceNow.idle();
  expect(run?.reviews.map(({ environment }) => environment)).toEqual(['staging']);
  expect(run?.waitingAt).toEqual(['production']);

  serviceNow.reject(changeOf('change'), 'Not on a Friday');
  await build.ended;
  const deployed = run?.jobs.filter(({ steps }) =>
    steps.some(({ id, outcome }) => id === 'deploy' && outcome === 'success'),
  );
  expect(deployed?.map(({ key }) => key)).toEqual(['deploy-staging']);
  expect(run?.conclusion).toBe('failure');

  async function bothWait(): Promise<void> {
    await new Promise<void>((resolve) => {
      const look = () => {
        if (run?.waitingAt.length === 2) resolve();
      };
      github.on(look);
      look();
    });
  }
});
