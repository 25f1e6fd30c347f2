/** How a Codefresh server looks on the change board. */
import type { CiPanel, PipelineStatus, PipelineView } from '../../board/ci-panel.ts';
import type { Build, BuildStatus, StepStatus } from './build.ts';
import type { CodefreshServer } from './server.ts';

const STATUS: Readonly<Record<BuildStatus | StepStatus, PipelineStatus>> = {
  pending: 'waiting',
  elected: 'waiting',
  running: 'running',
  terminating: 'running',
  'pending-approval': 'paused',
  success: 'passed',
  approved: 'passed',
  error: 'failed',
  denied: 'failed',
  terminated: 'failed',
  skipped: 'skipped',
};

export function codefreshPanel(server: CodefreshServer): CiPanel {
  return {
    key: 'codefresh',
    name: 'Codefresh',
    url: server.url,
    faults: server.faults,
    pipelines: () => server.builds.map(view),
    pipeline(id) {
      const build = server.build(id);
      return build === undefined ? undefined : view(build);
    },
    log: (id) => server.build(id)?.log ?? '',
    onChange: (listener) => server.on(({ build }) => listener(build)),
  };
}

function view(build: Build): PipelineView {
  const status = STATUS[build.status];
  return {
    id: build.id,
    name: build.pipelineName,
    status,
    word: build.status,
    stages: build.steps.map(({ name, status }) => ({ name, status: STATUS[status], word: status })),
    heldRunnerMs: build.heldRunnerMs,
    holdsRunner: status === 'running',
    pausedMs: build.pausedMs,
    decidedBy: build.steps.find((step) => step.decidedBy !== null)?.decidedBy ?? null,
  };
}
