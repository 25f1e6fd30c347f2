/** The repository's own self-test, in the sandbox's runner: the same file, but that the build is the one which these tests began with. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Run, startSandbox } from '@change-gate/sandbox';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const WORKFLOW = readFileSync(`${ROOT}.github/workflows/self-test.yml`, 'utf8');

const BUILD = 'run: npm run build\n';
const BUILT = 'run: test -f packages/sandbox/dist/bin.js\n';

/** What the workflow uses, by the folder that stands for it here. */
const ACTIONS = Object.fromEntries(
  [...WORKFLOW.matchAll(/uses: (\S+)/g)].map(([, uses = '']) => {
    const standIn = /^actions\/([\w-]+)@[0-9a-f]{40}$/.exec(uses)?.[1];
    return [uses, standIn === undefined ? ROOT + uses : `${ROOT}test/github/stand-ins/${standIn}`];
  }),
);

async function run(workflow: string): Promise<Run> {
  const sandbox = await startSandbox({
    github: {
      users: ['octocat'],
      repositories: [
        {
          owner: 'globex',
          name: 'change-gate',
          collaborators: { octocat: 'write' },
          workflows: { 'self-test.yml': workflow },
        },
      ],
      actions: ACTIONS,
    },
  });
  try {
    const started = sandbox.github.pullRequest({ actor: 'octocat', fromFork: true });
    await started.finished;
    return started;
  } finally {
    await sandbox.close();
  }
}

const conclusions = ({ jobs }: Run) =>
  Object.fromEntries(jobs.map(({ key, conclusion }) => [key, conclusion]));

/** The URLs of the instances that its jobs have started. */
const instancesOf = ({ log }: Run) => [
  ...new Set([...log.matchAll(/INSTANCE_URL: (http\S+)/g)].map(([, url = '']) => url)),
];

const answers = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

it('succeeds, for a pull request of a fork too, and leaves no instance running', async () => {
  const builds = WORKFLOW.split(BUILD).length - 1;
  const self = await run(WORKFLOW.replaceAll(BUILD, BUILT));
  expect(conclusions(self), self.log).toEqual({ approved: 'success', rejected: 'success' });
  expect(builds).toBe(self.jobs.length);
  await expect.poll(() => Promise.all(instancesOf(self).map(answers))).toEqual([false, false]);
});

it('fails where people answer otherwise', async () => {
  const swapped = WORKFLOW.replace('decide.mjs rejected', 'decide.mjs APPROVED')
    .replace('decide.mjs approved', 'decide.mjs rejected')
    .replace('decide.mjs APPROVED', 'decide.mjs approved');
  const self = await run(swapped.replaceAll(BUILD, BUILT));
  expect(conclusions(self)).toEqual({ approved: 'failure', rejected: 'failure' });
});
