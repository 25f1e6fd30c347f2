/** What a person can do in the CI. */
import type { LiveBuild } from '../ci.ts';
import type { Change } from '../instance.ts';
import type { Scenario } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { expectThat, Skipped } from '../verdict.ts';

export const byHand: Scenario = {
  name: 'by-hand',
  claim:
    'A build that a person approves in the CI, while its change is not approved, is stopped by verify and deploys nothing',
  async run(stage) {
    await stoppedByVerify(stage);
  },
};

export const runAgain: Scenario = {
  name: 'run-again',
  claim: 'A build that runs again waits for the change that it has opened, and deploys once that is approved',
  async run(stage) {
    if (stage.ci.noSameChange !== undefined) throw new Skipped(stage.ci.noSameChange);
    const { build, change } = await stoppedByVerify(stage);
    await build.runAgain();
    await stage.atGate(build);
    // It would be a second one: `asked` finds one alone.
    await stage.asked();
    await stage.approve(change);
    await stage.implement(change);
    const { deployed, succeeded, status } = await stage.over(build);
    expectThat(
      deployed && succeeded,
      `Build ${build.id} ran again and did not deploy (${status}): ${build.url}`,
    );
  },
};

async function stoppedByVerify(stage: Stage): Promise<{ build: LiveBuild; change: Change }> {
  if (stage.ci.noApprovalByHand !== undefined) throw new Skipped(stage.ci.noApprovalByHand);
  const { build, change } = await stage.startAndPause();
  await build.approveByHand();
  const { deployed, succeeded, status } = await stage.over(build);
  const where = `build ${build.id} (${status}): ${build.url}`;
  expectThat(!deployed, `It deployed, though ${change.number} is not approved: ${where}`);
  expectThat(!succeeded, `It ended as a success, though ${change.number} is not approved: ${where}`);
  const log = await stage.logOf(build);
  expectThat(
    log.includes(`${change.number} is in`) && log.includes('not approved yet'),
    `Its log does not say that ${change.number} is not approved yet: ${where}`,
  );
  return { build, change };
}
