/** What the sandbox's Codefresh has switches for, as no page tells which way Codefresh does it. */
import { Codefresh } from '../ci/codefresh.ts';
import { until } from '../polling.ts';
import type { Observation } from '../scenario.ts';
import type { Stage } from '../stage.ts';

export const deniedStatus: Observation = {
  name: 'observe-denied-status',
  claim: 'The status of a build that a person denied in Codefresh',
  answers: ['error', 'denied', 'terminated'],
  async run(stage) {
    const { build } = await stage.startAndPause();
    await apiOf(stage).get(`/workflow/${build.id}/pending-approval/deny`);
    return (await stage.over(build)).status;
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
    const { status } = await apiOf(stage).request('GET', `/workflow/${build.id}/pending-approval/approve`);
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
    await stage.over(build);
    // The first step after the pause says with that key that the gate is passed.
    const query = new URLSearchParams({
      entityId: build.id,
      entityType: 'workflow',
      key: 'GATE_PASSED_change',
    });
    const passed = await apiOf(stage).get<readonly unknown[]>(`/annotations?${query}`);
    return passed.length > 0 ? 'valid' : 'not-valid';
  },
};

function apiOf({ ci }: Stage): Codefresh['api'] {
  if (!(ci instanceof Codefresh)) throw new Error('That is observed of Codefresh alone');
  return ci.api;
}
