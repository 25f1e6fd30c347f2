/** The two ways in which a gated build ends. */
import type { LiveBuild } from '../ci.ts';
import type { Change } from '../instance.ts';
import type { Stage } from '../stage.ts';
import { expectThat } from '../verdict.ts';

/** It goes on, is answered once, and deploys. */
export async function expectDeployed(stage: Stage, build: LiveBuild): Promise<void> {
  const { succeeded, deployed, answers, status } = await stage.over(build);
  const where = `build ${build.id} (${status}): ${build.url}`;
  expectThat(deployed, `Nothing was deployed by ${where}`);
  expectThat(succeeded, `It deployed, and failed afterwards: ${where}`);
  expectThat(
    answers.join() === 'approved',
    `Its gate was answered "${answers.join(', ')}", and not "approved" once: ${where}`,
  );
}

/** ServiceNow stops it at its gate, and it deploys nothing. */
export async function expectDenied(stage: Stage, build: LiveBuild, change: Change): Promise<void> {
  const { succeeded, deployed, answers, status } = await stage.over(build);
  const where = `build ${build.id} (${status}): ${build.url}`;
  expectThat(!deployed, `It deployed, though ${change.number} is not approved: ${where}`);
  expectThat(!succeeded, `It ended as a success, though ${change.number} is not approved: ${where}`);
  expectThat(
    answers.join() === 'denied',
    `Its gate was answered "${answers.join(', ')}", and not "denied" once: ${where}`,
  );
  await stage.registrationThat(
    change,
    'to be delivered as denied',
    ({ status: is, decision }) => is === 'delivered' && decision === 'denied',
  );
}
