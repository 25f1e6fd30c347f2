/** Whether this machine and the instance agree about the time. */
import { GateError } from '../../errors.ts';
import { doesNotHold, holds, type Subject, unseen } from './line.ts';
import type { Asked, CheckContext, CheckSection } from './section.ts';

const SIGN_IN = { id: 'clock.sign-in', title: 'The clock by which the sign-in is signed' };
const DIFFERENCE = { id: 'clock.difference', title: 'The clocks of this machine and of the instance' };

/**
 * Seconds that nothing depends on: between the start of a window and the look of `verify` a build has to be woken and get a
 * runner, which takes that long.
 */
const HARMLESS_S = 30;

export const clock: CheckSection = {
  id: 'clock',
  title: 'Clock',
  needs: ['instance'],
  async look(context) {
    const off = await secondsOff(context);
    if (off === undefined) {
      return [
        unseen(
          DIFFERENCE,
          'Neither the answers of the instance nor the Change Gate app say what time it is.',
        ),
      ];
    }
    if (Math.abs(off) <= HARMLESS_S) {
      return [holds(DIFFERENCE, off === 0 ? 'They say the same.' : `They differ by ${words(off)}.`)];
    }
    const { subject, why } = await whatDependsOnIt(context, off);
    return [
      doesNotHold(
        subject,
        `The clock of this machine is ${words(off)} ${off > 0 ? 'ahead of' : 'behind'} the clock of the instance${why === undefined ? '' : `, and ${why}`}.`,
        { remedy: 'Let the machine that runs the step take its time from a time server.', who: 'CI admin' },
        why !== undefined,
      ),
    ];
  },
};

/** What of this configuration fails by it, if anything does. */
async function whatDependsOnIt(
  { inputs, signInError }: CheckContext,
  off: number,
): Promise<{ readonly subject: Subject; readonly why?: string }> {
  // The assertion says from when until when it is good, by this machine's clock. How much leeway the instance gives is its admin's
  // choice: 300 seconds, or none (ServiceNow docs, add-OIDC-entity and the Machine Identity Console).
  if (inputs['jwt-private-key'] !== undefined && (await signInError())?.code === 'UNAUTHENTICATED') {
    return { subject: SIGN_IN, why: 'the instance does not take the assertion that is signed by it' };
  }
  // ServiceNow wakes the build when the window begins by its own clock, and verify then looks at this one.
  if (inputs['window-policy'] === 'enforce' && off < 0) {
    return { subject: DIFFERENCE, why: 'a build that is woken when its window begins would find it closed' };
  }
  return { subject: DIFFERENCE };
}

/**
 * How far this machine is ahead of the instance. The app's time is that of the node that decides; that of an answer may be one of a
 * load balancer, and is there without the app.
 */
async function secondsOff({ firstAnswer, appTime }: CheckContext): Promise<number | undefined> {
  const told = await appTime().catch((error: unknown) => {
    if (error instanceof GateError) return undefined;
    throw error;
  });
  if (told !== undefined) return outside(told.time, told);
  const { response, ...asked } = await firstAnswer();
  return outside(Date.parse(String(response.headers.date ?? '')), asked);
}

/** @returns 0 for a time between the two, as either clock may then be right; undefined for what is no time */
function outside(time: number, { sentAt, receivedAt }: Asked): number | undefined {
  if (Number.isNaN(time)) return undefined;
  const [from, to] = [Math.floor(sentAt.getTime() / 1_000), Math.floor(receivedAt.getTime() / 1_000)];
  const seconds = Math.floor(time / 1_000);
  if (seconds < from) return from - seconds;
  return seconds > to ? to - seconds : 0;
}

function words(off: number): string {
  const seconds = Math.abs(off);
  if (seconds < 120) return `${seconds} second${seconds === 1 ? '' : 's'}`;
  return `${Math.round(seconds / 60)} minutes`;
}
