/**
 * `npm run generate`: writes what follows from the inputs (`packages/core/src/inputs.ts`) and the policy fields
 * (`packages/core/src/policy/fields.ts`) wherever it stands, the version and the published names, the sandbox's
 * behaviours, what was tried on live instances (`docs/tried`), and what the app's update set brings.
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
const app = 'packages/servicenow-app/build';
if (run(['node', `${app}/build.ts`, '--new-records']) !== 0) process.exit(1);
if (run(['node', `${app}/inventory.ts`]) !== 0) process.exit(1);
print(
  'Wrote the version wherever it stands, the inputs into step.yaml, action.yml, template.yml and docs/reference.md, the policy into the app, its inventory into docs/servicenow-reference.md, and the status into the README.',
);
