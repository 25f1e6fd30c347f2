/**
 * `npm run generate`: writes what follows from the inputs (`packages/core/src/inputs.ts`) and the policy fields
 * (`packages/core/src/policy/fields.ts`) wherever it stands, the version and the published names, the sandbox's
 * behaviours, and what was tried on live instances (`docs/tried`).
 */
import { build, install, print, run } from './workspace.mjs';

await install();
if (run(['node', 'scripts/release/stamp.mjs']) !== 0) process.exit(1);
await build('@change-gate/core');
for (const owner of [
  'packages/core',
  'adapters/codefresh-step',
  'adapters/github-action',
  'adapters/gitlab-component',
  'packages/sandbox',
  'packages/servicenow-app',
  'test/live',
]) {
  if (run(['node', `${owner}/generate.ts`]) !== 0) process.exit(1);
}
// The columns of a new policy field have no sys_ids yet.
await build('@change-gate/servicenow-app^...');
if (run(['node', 'packages/servicenow-app/build/build.ts', '--new-records']) !== 0) process.exit(1);
print(
  'Wrote the version wherever it stands, the inputs into step.yaml, action.yml, template.yml and docs/reference.md, the policy into the app, and the status into the README.',
);
