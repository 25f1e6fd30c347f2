import { describe, expect, it } from 'vitest';
import type { BuildView, LiveBuild } from './ci.ts';
import { cleanUp } from './clean-up.ts';
import { type Change, STATE } from './instance.ts';
import type { Stage } from './stage.ts';

interface Played {
  /** The state that the change is in. */
  readonly state: string;
  /** Who may write it. */
  readonly writers?: readonly string[];
  /** Whether the build ends when it is stopped. */
  readonly stops?: boolean;
}

const RUNS: BuildView = {
  status: 'running',
  waiting: false,
  over: false,
  succeeded: false,
  deployed: false,
  answers: [],
};

/** A stage with one build and one change, and what was written to that: by whom, which state. */
function play({ state, writers = ['pipeline', 'approver'], stops = true }: Played) {
  const written: string[] = [];
  let change = { sys_id: 'c', number: 'CHG1', short_description: 'Change Gate live suite', state } as Change;
  let view = RUNS;
  const build: Partial<LiveBuild> = {
    id: '7',
    url: 'https://ci/7',
    look: async () => view,
    stop: async () => {
      if (!stops) throw new Error('403');
      view = { ...RUNS, over: true };
    },
  };
  const instance = {
    pipeline: { as: 'pipeline' },
    approver: { as: 'approver' },
    admin: undefined,
    changes: async () => [change],
    change: async () => change,
    update: async (_: Change, fields: Partial<Change>, who: { readonly as: string }) => {
      written.push(`${who.as} ${fields.state}`);
      if (!writers.includes(who.as)) throw new Error(`${who.as} may not`);
      change = { ...change, ...fields };
    },
  };
  const pace = { pollMs: 1, deadlineMs: 60_000, signal: AbortSignal.abort() };
  const stage = { builds: [build], lost: [], instance, shortDescription: 'Change Gate live suite', pace };
  return { stage: stage as unknown as Stage, written };
}

describe('what a scenario leaves', () => {
  it.each([STATE.new, STATE.assess, STATE.scheduled])('is canceled in state %s', async (state) => {
    const { stage, written } = play({ state });
    expect(await cleanUp(stage)).toEqual([]);
    expect(written).toEqual([`pipeline ${STATE.canceled}`]);
  });

  it('is closed from Implement on', async () => {
    const { stage, written } = play({ state: STATE.implement });
    expect(await cleanUp(stage)).toEqual([]);
    expect(written).toEqual([`pipeline ${STATE.review}`, `pipeline ${STATE.closed}`]);
  });

  it('stays as it is when it has ended', async () => {
    const { stage, written } = play({ state: STATE.closed });
    expect(await cleanUp(stage)).toEqual([]);
    expect(written).toEqual([]);
  });

  it('is ended by another who may, and is told where nobody may', async () => {
    const { stage, written } = play({ state: STATE.assess, writers: ['approver'] });
    expect(await cleanUp(stage)).toEqual([]);
    expect(written).toHaveLength(2);
    expect(await cleanUp(play({ state: STATE.assess, writers: [] }).stage)).toEqual([
      'CHG1 is left: it is in state -4. pipeline may not approver may not',
    ]);
  });

  it('is told of a build that cannot be stopped, and its change is ended all the same', async () => {
    const { stage, written } = play({ state: STATE.assess, stops: false });
    expect(await cleanUp(stage)).toEqual(['Build 7 (https://ci/7) is left: 403']);
    expect(written).toHaveLength(1);
  });
});
