/** What a runner does for a job: its folder, its variables, what it gets from other jobs and leaves for them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../../clock.ts';
import type { Pipeline } from '../pipeline.ts';
import { GitlabServer, missingForGitlab } from '../server.ts';

const PIPELINE = `
stages: [make, use]
variables: {SHARED: "of $CI_COMMIT_BRANCH"}
make:
  stage: make
  before_script: [mkdir -p out/deep]
  script:
    - |
      echo one > out/a.txt
      echo two > out/deep/.b.txt
    - echo NUMBER=CHG1 > number.env
    - for i in 1 2 3; do echo $i; echo $i, >&2; done
  after_script: ['echo "after $CI_JOB_STATUS" > after.txt']
  artifacts: {paths: [out, "*.txt", missing], reports: {dotenv: number.env}}
other: {stage: make, script: [echo x > other.txt, echo x > ~/left], artifacts: {paths: [other.txt]}}
broken:
  stage: make
  allow_failure: true
  script: [false | true, echo y > never.txt]
  after_script: ['echo "after $CI_JOB_STATUS"', 'exit 3']
  artifacts: {paths: [never.txt]}
report-of-failure:
  stage: make
  allow_failure: true
  script: [echo z > failed.txt, echo FAILURE=7 > failed.env, exit 7]
  artifacts: {when: on_failure, paths: [failed.txt], reports: {dotenv: failed.env}}
everything: {stage: use, script: ['find . -name "*.txt" | sort | tr "\\n" " "', 'echo "$NUMBER $SHARED $FAILURE"']}
needed: {stage: use, needs: [make], script: ['ls *.txt']}
depends: {stage: use, dependencies: [other], script: ['ls *.txt', 'echo "[$NUMBER]"']}
without: {stage: use, needs: [{job: make, artifacts: false}], inherit: {variables: false}, script: ['echo "[$NUMBER$SHARED]"']}
emptied: {stage: use, needs: [], variables: {GIT_STRATEGY: empty}, script: ['echo "[$(ls -A)]"']}
no-files: {stage: use, needs: [], variables: {GIT_STRATEGY: none}, script: ['echo "[$(ls -A . ~ | grep left)]"', 'echo "[$(ls -A)]"']}
repository: {stage: use, needs: [], script: ['git log --format=%s,%H,$CI_COMMIT_SHA', 'git status --short', 'cat docs/read.me -']}
`;

describe.skipIf(missingForGitlab().length > 0)('a job', () => {
  let gitlab: GitlabServer;
  let pipeline: Pipeline;
  beforeAll(async () => {
    gitlab = await GitlabServer.start({ clock: new SandboxClock(), tokens: [], images: {} });
    pipeline = gitlab.run(PIPELINE, { files: { 'docs/read.me': 'read' } });
    await pipeline.finished;
  });
  afterAll(() => gitlab.close());

  const trace = (job: string) => pipeline.job(job)?.trace.split('\n');

  it('shows each line before it is run, and both of its outputs in their order', () => {
    expect(trace('make')).toEqual([
      '$ mkdir -p out/deep',
      '$ echo one > out/a.txt # collapsed multi-line command',
      '$ echo NUMBER=CHG1 > number.env',
      '$ for i in 1 2 3; do echo $i; echo $i, >&2; done',
      ...['1', '1,', '2', '2,', '3', '3,'],
      'Running after_script',
      `$ echo "after $CI_JOB_STATUS" > after.txt`,
      'WARNING: missing: no matching files',
      'Job succeeded',
    ]);
  });

  it('ends with the first line that fails, and its after_script decides nothing', () => {
    expect(trace('broken')).toEqual([
      '$ false | true',
      'Running after_script',
      '$ echo "after $CI_JOB_STATUS"',
      'after failed',
      '$ exit 3',
      'ERROR: Job failed: exit code 1',
    ]);
  });

  it('gets what all jobs of earlier stages have left', () => {
    expect(trace('everything')).toContain(
      './after.txt ./failed.txt ./other.txt ./out/a.txt ./out/deep/.b.txt $ echo "$NUMBER $SHARED $FAILURE"',
    );
    expect(trace('everything')).toContain('CHG1 of main 7');
  });

  it.each([
    ['needed', ['after.txt']],
    ['depends', ['other.txt', '[]']],
    ['without', ['[]']],
    ['no-files', ['[]', '[]']],
    ['emptied', ['[]']],
  ])('gets no more than it asks for: %s', (job, output) => {
    expect(trace(job)?.filter((line) => !line.startsWith('$ '))).toEqual([...output, 'Job succeeded']);
  });

  it('has the commit in its folder, and no input', () => {
    expect(trace('repository')).toEqual([
      '$ git log --format=%s,%H,$CI_COMMIT_SHA',
      `Pipeline,${pipeline.sha},${pipeline.sha}`,
      '$ git status --short',
      '$ cat docs/read.me -',
      'read',
      'Job succeeded',
    ]);
  });
});
