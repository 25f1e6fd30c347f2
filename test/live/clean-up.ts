/** What a scenario leaves is ended, however it ended: its builds first, as they open changes, then its changes. */
import { Unavailable } from './api.ts';
import type { LiveBuild } from './ci.ts';
import { type Change, STATE } from './instance.ts';
import { type Pace, until } from './polling.ts';
import type { Stage } from './stage.ts';

/** @returns what is left, a sentence each with why */
export async function cleanUp(stage: Stage): Promise<string[]> {
  const left = [...stage.lost];
  const attempt = async (what: string, act: () => Promise<void>) => {
    await act().catch((error: Error) => left.push(`${what} is left: ${error.message}`));
  };
  for (const build of stage.builds) {
    await attempt(`Build ${build.id} (${build.url})`, () => end(stage, build));
  }
  await attempt(`What is called "${stage.shortDescription}"`, async () => {
    const changes = await patiently(stage, 'its changes to be told', () =>
      stage.instance.changes(stage.shortDescription),
    );
    for (const change of changes) {
      await attempt(change.number, () => patiently(stage, 'it to be ended', () => endChange(stage, change)));
    }
  });
  return left;
}

async function end(stage: Stage, build: LiveBuild): Promise<void> {
  const isOver = async () => (await build.look()).over;
  if (await patiently(stage, 'it to be shown', isOver)) return;
  await patiently(stage, 'it to be stopped', () => build.stop());
  await until(toTheEnd(stage), 'it to be over', async () => (await isOver()) || undefined);
}

/** Does something that may be done again, until a server that cannot answer now has answered. */
async function patiently<T>(stage: Stage, what: string, act: () => Promise<T>): Promise<T> {
  const [done] = await until(toTheEnd(stage), what, async () => [await act()] as const);
  return done;
}

/** A suite that is stopped ends what it has started all the same. */
function toTheEnd({ pace }: Stage): Pace {
  return { ...pace, signal: new AbortController().signal };
}

const IS_OVER: readonly string[] = [STATE.closed, STATE.canceled];

/** From Implement on a change is closed, from before that it is canceled: the base system's models have no other way. */
const BEGUN: readonly string[] = [STATE.implement, STATE.review];

/** How it closes a change that it has to end. */
export const UNSUCCESSFUL = {
  close_code: 'unsuccessful',
  close_notes: 'The live suite of Change Gate ends what it has opened.',
};

async function endChange({ instance }: Stage, change: Change): Promise<void> {
  const people = [instance.pipeline, instance.approver, instance.admin].filter((who) => who !== undefined);
  const refusals: string[] = [];
  for (const who of people) {
    const now = await instance.change(change);
    if (IS_OVER.includes(now.state)) return;
    try {
      if (now.state === STATE.implement) await instance.update(now, { state: STATE.review }, who);
      if (BEGUN.includes(now.state))
        await instance.update(now, { state: STATE.closed, ...UNSUCCESSFUL }, who);
      else await instance.update(now, { state: STATE.canceled }, who);
    } catch (error) {
      if (error instanceof Unavailable) throw error;
      refusals.push((error as Error).message);
    }
  }
  const { state } = await instance.change(change);
  // A pipeline of it may have ended it meanwhile.
  if (!IS_OVER.includes(state)) throw new Error(`it is in state ${state}. ${refusals.join(' ')}`);
}
