/** What becomes of a build whose change people decide about. */
import { STATE } from '../instance.ts';
import type { Scenario } from '../scenario.ts';
import { expectThat } from '../verdict.ts';
import { expectDenied, expectDeployed } from './endings.ts';

export const approved: Scenario = {
  name: 'approved',
  claim:
    'A build whose change is approved waits until it is implemented, then goes on once, deploys, and closes the change as successful',
  async run(stage) {
    const { build, change } = await stage.startAndPause();
    await stage.approve(change);
    await stage.registrationThat(
      change,
      'to say that it waits in Scheduled',
      ({ status, decision, reason }) =>
        // The label of the state is in the language of the instance.
        status === 'waiting' && decision === 'pending' && reason.includes('approved, but not yet in a state'),
    );
    const { waiting } = await build.look();
    expectThat(
      waiting,
      `Build ${build.id} did not wait for ${change.number} to be implemented: ${build.url}`,
    );
    await stage.implement(change);
    await expectDeployed(stage, build);
    const closed = await stage.changeThat('that is closed', ({ state }) => state === STATE.closed);
    expectThat(
      closed.close_code === 'successful',
      `${change.number} was closed with close code "${closed.close_code}", and not "successful".`,
    );
    // The app looks at a build until it shows what it was told.
    await stage.registrationThat(change, 'to be delivered', ({ status }) => status === 'delivered');
    const notes = await stage.workNotesThat(change, 'to say what the CI was told', (text) =>
      text.includes('Told '),
    );
    expectThat(
      notes.includes('waits for this change') && notes.includes(build.url),
      `The work notes of ${change.number} do not say that build ${build.id} waits for it.`,
    );
    const told = notes.split('Told ').length - 1;
    expectThat(
      told === 1,
      `The work notes of ${change.number} say ${told} times, and not once, what the CI was told.`,
    );
  },
};

export const rejected: Scenario = {
  name: 'rejected',
  claim: 'A build whose change is rejected is stopped, and deploys nothing',
  async run(stage) {
    const { build, change } = await stage.startAndPause();
    await stage.reject(change);
    await expectDenied(stage, build, change);
  },
};

export const canceled: Scenario = {
  name: 'canceled',
  claim: 'A build whose change is canceled is stopped, and deploys nothing',
  async run(stage) {
    const { build, change } = await stage.startAndPause();
    await stage.instance.update(change, { state: STATE.canceled });
    await expectDenied(stage, build, change);
  },
};

export const onHold: Scenario = {
  name: 'on-hold',
  claim:
    'A build waits while its approved change is on hold, and deploys once that was released and implemented',
  async run(stage) {
    const { build, change } = await stage.startAndPause();
    await stage.approve(change);
    await stage.instance.update(change, { on_hold: 'true', on_hold_reason: 'Change Gate live suite' });
    await stage.registrationThat(
      change,
      'to say that it is on hold',
      ({ status, reason }) => status === 'waiting' && reason.includes('on hold'),
    );
    const { waiting } = await build.look();
    expectThat(waiting, `Build ${build.id} does not wait, though ${change.number} is on hold: ${build.url}`);
    await stage.instance.update(change, { on_hold: 'false' });
    await stage.implement(change);
    await expectDeployed(stage, build);
  },
};
