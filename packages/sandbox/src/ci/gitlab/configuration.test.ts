import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { gitlabPipelines, gitlabSection } from './configuration.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

it.skipIf(missingForGitlab().length > 0)(
  'runs the programs of its folder, and only those that are programs there',
  async ({ onTestFinished }) => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-files-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'ci'));
    const script = '#!/bin/sh\necho "deploying $1"\n';
    writeFileSync(join(folder, 'ci/deploy.sh'), script, { mode: 0o755 });
    writeFileSync(join(folder, 'ci/text.sh'), script, { mode: 0o644 });
    writeFileSync(
      join(folder, '.gitlab-ci.yml'),
      'deploy: {script: [./ci/deploy.sh shop]}\ntext: {script: [./ci/text.sh shop]}',
    );
    const { pipelines } = gitlabSection(folder).parse({
      pipelines: [{ label: 'Shop', file: '.gitlab-ci.yml', files: '.' }],
    });
    const server = await GitlabServer.start({
      schemaCheck: false,
      clock: new SandboxClock(),
      tokens: [],
      images: {},
    });
    onTestFinished(() => server.close());
    const [shop] = gitlabPipelines(server, pipelines);
    const pipeline = server.pipeline(Number(shop?.start()));
    await pipeline?.finished;
    expect(pipeline?.job('deploy')).toMatchObject({ status: 'success' });
    expect(pipeline?.job('deploy')?.trace).toContain('deploying shop');
    expect(pipeline?.job('text')).toMatchObject({ status: 'failed' });
  },
);
