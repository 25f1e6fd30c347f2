/** A decision that comes before the build has paused. */
import type { Scenario } from '../scenario.ts';
import { CouldNotBeSeen } from '../verdict.ts';
import { expectDeployed } from './endings.ts';

export const early: Scenario = {
  name: 'early',
  claim:
    'A build whose change is approved and implemented before it stands at its gate goes on once it stands there, and is told once',
  async run(stage) {
    const build = await stage.start({ holdSeconds: stage.holdSeconds });
    const change = await stage.asked();
    await stage.approve(change);
    await stage.implement(change);
    await stage.registrationThat(change, 'to be decided', ({ decision }) => decision === 'approved');
    const { waiting, over } = await build.look();
    if (waiting || over) {
      throw new CouldNotBeSeen(
        `Build ${build.id} stood at its gate before ${change.number} was implemented. Set CHANGE_GATE_LIVE_HOLD_SECONDS to more than ${stage.holdSeconds}.`,
      );
    }
    await expectDeployed(stage, build);
  },
};
