/** How a GitHub server looks on the change board. */
import type { CiPanel, PipelineStatus, PipelineView } from '../../board/ci-panel.ts';
import type { Conclusion, Run, Status } from './run.ts';
import type { GithubServer } from './server.ts';

const STATUS: Readonly<Record<Exclude<Status, 'completed'> | Conclusion, PipelineStatus>> = {
  queued: 'waiting',
  pending: 'waiting',
  in_progress: 'running',
  waiting: 'paused',
  success: 'passed',
  failure: 'failed',
  cancelled: 'failed',
  skipped: 'skipped',
};

export function githubPanel(server: GithubServer): CiPanel {
  return {
    key: 'github',
    name: 'GitHub',
    url: server.url,
    faults: server.faults,
    pipelines: () => server.runs.map(view),
    pipeline(id) {
      const run = server.run(Number(id));
      return run === undefined ? undefined : view(run);
    },
    log(id) {
      const run = server.run(Number(id));
      return run === undefined ? '' : [run.log, ...reportsAtGates(run)].join('\n');
    },
    onChange: (listener) => server.on(({ run }) => listener(String(run))),
  };
}

function view(run: Run): PipelineView {
  const word = wordFor(run);
  return {
    id: String(run.id),
    name: `${run.repository} ${run.workflow}`,
    status: STATUS[word],
    word,
    stages: run.jobs.map((job) => ({ name: job.name, status: STATUS[wordFor(job)], word: wordFor(job) })),
    heldRunnerMs: run.heldRunnerMs,
    holdsRunner: run.jobs.some(({ status }) => status === 'in_progress'),
    pausedMs: run.waitingMs,
    decidedBy: run.decidedBy,
  };
}

/** GitHub shows them on the jobs that wait, and not in the log; the board has no other place for them. */
function reportsAtGates({ jobs }: Run): string[] {
  const waiting = jobs.filter(({ status }) => status === 'waiting');
  return waiting.flatMap(({ name, reports }) =>
    reports.map(({ app, comment }) => `${name} | ${app} reports: ${comment}`),
  );
}

/** The conclusion of what is completed, the status of what is not. */
function wordFor({ status, conclusion }: Pick<Run, 'status' | 'conclusion'>): keyof typeof STATUS {
  return status === 'completed' ? (conclusion ?? 'skipped') : status;
}
