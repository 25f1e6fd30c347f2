/** `npm run generate`: writes what follows from `packages/core/src/inputs.ts` wherever it stands. */
import { writeFileSync } from 'node:fs';
import { rootAction } from './root-action.mjs';
import { build, install, ROOT, run, say } from './workspace.mjs';

install();
build('@change-gate/core');
for (const owner of [
  'packages/core',
  'adapters/codefresh-step',
  'adapters/github-action',
  'adapters/gitlab-component',
]) {
  if (run(['node', `${owner}/generate.ts`]) !== 0) process.exit(1);
}
writeFileSync(`${ROOT}action.yml`, rootAction());
say('Wrote the inputs into step.yaml, action.yml, template.yml and docs/reference.md.');
