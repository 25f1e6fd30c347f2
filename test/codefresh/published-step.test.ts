/** The step type that `publish.ts` writes, under an account and an image of one's own: pipelines run with it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { writeStepType } from '../../adapters/codefresh-step/publish.ts';
import { VERSION } from '../../scripts/release/names.mjs';
import { startTestEnvironment } from '../environment/environment.ts';
import { codefreshWith } from '../gate/codefresh.ts';
import { approveAtEveryPause, run } from './builds.ts';
import { guidePipeline } from './documents.ts';

const MAIN = fileURLToPath(new URL('../../adapters/codefresh-step/dist/index.js', import.meta.url));

it('runs the quick start with the image that it names by its digest', async ({ onTestFinished }) => {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-step-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'step-type.yaml');
  const image = 'registry.acme.com/tools/codefresh-step';
  const digest = `sha256:${'c0ffee00'.repeat(8)}`;
  writeStepType(file, { account: 'acme', image, digest, isPublic: false });
  const own = codefreshWith({
    stepTypes: [file],
    images: { [`${image}:${VERSION}@${digest}`]: [process.execPath, MAIN], alpine: ['/bin/sh'] },
  });
  const testEnv = await startTestEnvironment({}, own);
  onTestFinished(() => testEnv.close());
  testEnv.listServer(own);
  approveAtEveryPause(testEnv);
  const build = run(testEnv, guidePipeline('Quick start').replaceAll('changegate/', 'acme/'));
  expect(`${await build.finished}\n${build.log}`).toMatch(/^success\n/);
  expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
});
