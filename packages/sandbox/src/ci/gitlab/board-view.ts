/** How a GitLab server looks on the change board. */
import type { CiPanel, PipelineStatus, PipelineView } from '../../board/ci-panel.ts';
import type { JobStatus, Pipeline } from './pipeline.ts';
import type { GitlabServer } from './server.ts';

const STATUS: Readonly<Record<JobStatus, PipelineStatus>> = {
  created: 'waiting',
  pending: 'waiting',
  running: 'running',
  manual: 'paused',
  scheduled: 'waiting',
  success: 'passed',
  failed: 'failed',
  canceled: 'failed',
  skipped: 'skipped',
};

export function gitlabPanel(server: GitlabServer): CiPanel {
  return {
    key: 'gitlab',
    name: 'GitLab',
    url: server.url,
    faults: server.faults,
    pipelines: () => server.pipelines.map(view),
    pipeline(id) {
      const pipeline = server.pipeline(Number(id));
      return pipeline === undefined ? undefined : view(pipeline);
    },
    log: (id) => server.pipeline(Number(id))?.log ?? '',
    onChange: (listener) => server.on(({ pipeline }) => listener(String(pipeline))),
  };
}

function view(pipeline: Pipeline): PipelineView {
  const jobs = pipeline.jobs.filter((job) => !job.superseded).sort((a, b) => a.stageIndex - b.stageIndex);
  // A job that nobody has to play is no pause, and nothing that the pipeline waits for.
  const optional = jobs.filter((job) => job.status === 'manual' && job.allowFailure);
  return {
    id: String(pipeline.id),
    name: pipeline.project,
    status: STATUS[pipeline.status],
    word: pipeline.status,
    stages: jobs.map((job) => ({
      name: job.name,
      status: optional.includes(job) ? 'skipped' : STATUS[job.status],
      word: job.status,
    })),
    heldRunnerMs: pipeline.heldRunnerMs,
    holdsRunner: jobs.some((job) => job.status === 'running' && !job.bridge),
    pausedMs: pipeline.pausedMs,
    decidedBy: jobs.find((job) => job.playedBy !== null)?.playedBy ?? null,
  };
}
