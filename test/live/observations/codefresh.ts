/** What the sandbox's Codefresh has switches for, as no page tells which way Codefresh does it. */
import { Codefresh } from '../ci/codefresh.ts';
import { until } from '../polling.ts';
import type { Observation } from '../scenario.ts';
import type { Stage } from '../stage.ts';
import { CouldNotBeSeen } from '../verdict.ts';

export const deniedStatus: Observation = {
  name: 'observe-denied-status',
  claim: 'The status of a build that a person denied in Codefresh',
  answers: ['error', 'denied', 'terminated'],
  async run(stage) {
    const { build } = await stage.startAndPause();
    const codefresh = codefreshOf(stage);
    await codefresh.api.get(`/workflow/${build.id}/pending-approval/deny`);
    await stage.over(build);
    return (await codefresh.build(build.id)).status;
  },
};

export const approveTooEarly: Observation = {
  name: 'observe-approve-too-early',
  claim:
    'What Codefresh answers to an approval before the build has paused: an error, or ok and nothing happens',
  answers: ['error', 'ok', 'ok-and-approved'],
  async run(stage) {
    const build = await stage.start({ holdSeconds: stage.holdSeconds });
    await stage.asked();
    const { waiting, over } = await build.look();
    if (waiting || over) throw new CouldNotBeSeen(`It had paused before it was approved: ${build.url}`);
    const { status } = await codefreshOf(stage).api.request(
      'GET',
      `/workflow/${build.id}/pending-approval/approve`,
    );
    if (status >= 400) return 'error';
    // It either waits then, or went on with an approval that came too early.
    const view = await until(stage.pace, `build ${build.id} to wait, or to be over`, async () => {
      const seen = await build.look();
      return seen.waiting || seen.over ? seen : undefined;
    });
    return view.waiting ? 'ok' : 'ok-and-approved';
  },
};

export const keyAfterPause: Observation = {
  name: 'observe-key-after-pause',
  claim: "Whether the key CF_API_KEY of a build's steps is valid after its pause",
  answers: ['valid', 'not-valid'],
  async run(stage) {
    const { build, change } = await stage.startAndPause();
    await stage.approve(change);
    await stage.implement(change);
    const { deployed, status } = await stage.over(build);
    if (!deployed) throw new CouldNotBeSeen(`It did not get past its pause (${status}): ${build.url}`);
    // The first step after the pause says with that key that the gate is passed.
    const query = new URLSearchParams({
      entityId: build.id,
      entityType: 'workflow',
      key: 'GATE_PASSED_change',
    });
    const passed = await codefreshOf(stage).api.get<readonly unknown[]>(`/annotations?${query}`);
    return passed.length > 0 ? 'valid' : 'not-valid';
  },
};

function codefreshOf({ ci }: Stage): Codefresh {
  if (!(ci instanceof Codefresh)) throw new Error('That is observed of Codefresh alone');
  return ci;
}
