/** The sandbox and its board with many changes and builds. Argument: how many of each, as JSON (`BoardSize`). */
import { readFileSync } from 'node:fs';
import { startBoard, startSandbox, USERS } from '@change-gate/sandbox';
import { UPDATE_SET } from '../environment/environment.ts';
import type { BoardSize } from './large-board.ts';

const { changes, builds: wanted }: BoardSize = JSON.parse(process.argv[2] ?? '');

const CODEFRESH =
  "version: '1.0'\nsteps: {gate: {type: pending-approval}, deploy: {image: alpine, commands: [echo]}}\n";
const GITHUB =
  'on: push\njobs: {deploy: {runs-on: ubuntu-latest, environment: production, steps: [{run: date}]}}\n';
const GITLAB = 'gate: {when: manual, allow_failure: false, script: [date]}\n';

const sandbox = await startSandbox({
  codefresh: { apiKeys: [], images: { alpine: ['/bin/sh'] }, stepTypes: [] },
  github: {
    users: ['octocat'],
    repositories: [
      {
        owner: 'globex',
        name: 'webshop',
        collaborators: { octocat: 'write' },
        environments: [{ name: 'production', reviewers: ['octocat'] }],
        workflows: { 'deploy.yml': GITHUB },
      },
    ],
  },
  gitlab: { tokens: [], images: {} },
});
const { codefresh, github, gitlab, serviceNow } = sandbox;
serviceNow.importUpdateSet(readFileSync(UPDATE_SET, 'utf8'));

const builds = await Promise.all([
  ...several(wanted.codefresh, () => codefresh.run(CODEFRESH)).map(async ({ id, paused }) => {
    await paused;
    return { ci: 'codefresh', id };
  }),
  ...several(wanted.github, () => github.push()).map(async ({ id, waiting }) => {
    await waiting;
    return { ci: 'github', id };
  }),
  ...several(wanted.gitlab, () => gitlab.run(GITLAB)).map(async ({ id, paused }) => {
    await paused;
    return { ci: 'gitlab', id };
  }),
]);

for (let count = 0; count < changes; count += 1) {
  const change = insert('change_request', { short_description: `Globex deployment ${count}`, state: '-4' });
  const build = builds[count];
  if (build !== undefined) register(change, build.ci, String(build.id));
}
const board = await startBoard(sandbox);
process.on('message', () => process.send?.({ rss: process.memoryUsage.rss() }));
process.on('disconnect', () => process.exit());
process.send?.({ url: board.url, instance: serviceNow.url });

function several<T>(count: number, make: () => T): T[] {
  return Array.from({ length: count }, make);
}

/** As a build does that has been called in vain once; it goes on waiting. */
function register(change: Record<string, string>, ci: string, build: string): void {
  const { sys_id: registration = '' } = insert('x_change_gate_registration', {
    key: `${ci} ${build}`,
    active_key: `${ci} ${build}`,
    change: change.sys_id ?? '',
    change_number: change.number ?? '',
    build_id: build,
    ci,
    target: '{}',
    status: 'waiting',
    decision: 'pending',
    reason: `${change.number} is in Authorize: not approved yet`,
    deadline: '2099-12-31 00:00:00',
  });
  const answer = { outcome: 'not-paused-yet', answer: 'The build is not paused yet' };
  insert('x_change_gate_delivery', { registration, attempt: '1', ...answer });
}

function insert(table: string, row: Record<string, string>): Record<string, string> {
  return serviceNow.database.insert(table, row, USERS.integration.userName);
}
