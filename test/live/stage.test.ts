import { describe, expect, it } from 'vitest';
import { Refused, Unavailable } from './api.ts';
import type { BuildInputs, LiveBuild, LiveCi } from './ci.ts';
import { cleanUp } from './clean-up.ts';
import { type Change, type Instance, STATE } from './instance.ts';
import { Settings } from './settings.ts';
import { Stage } from './stage.ts';

interface Played {
  readonly runId?: string;
  /** How the change is seen, one look after the other; the last one stays. */
  readonly looks?: readonly Partial<Change>[];
  readonly instance?: Partial<Instance>;
  readonly start?: (inputs: BuildInputs) => Promise<LiveBuild>;
  readonly deadlineMs?: number;
}

const NEW = {
  sys_id: 'c',
  number: 'CHG0030001',
  state: STATE.assess,
  approval: 'requested',
  on_hold: 'false',
};

function play({ runId = 'r', looks = [], instance = {}, start, deadlineMs = 60_000 }: Played = {}) {
  const left = [...looks];
  const look = async () => ({ ...NEW, ...(left.length > 1 ? left.shift() : left[0]) }) as Change;
  const live = { change: look, changes: async () => [await look()], answer: async () => 0, ...instance };
  return new Stage({
    scenario: 'approved',
    runId,
    settings: new Settings(
      new Map([
        ['ASSIGNMENT_GROUP', 'DevOps'],
        ['DATA', '{}'],
      ]),
      [],
    ),
    instance: live as Partial<Instance> as Instance,
    ci: { start } as Partial<LiveCi> as LiveCi,
    pace: { pollMs: 1, deadlineMs, signal: new AbortController().signal },
    holdSeconds: 1,
  });
}

const CHANGE = NEW as Partial<Change> as Change;

describe('a change', () => {
  it.each([
    { state: STATE.scheduled, approval: 'approved' },
    { state: STATE.implement, approval: 'not_required' },
    { state: STATE.assess, approval: 'approved' },
  ])(
    'about which nobody is asked, as $state and $approval, is told at once, with what to do',
    async (moved) => {
      await expect(play({ looks: [{ approval: 'not requested' }, moved] }).asked()).rejects.toThrow(
        /^CHG0030001 is in state .+ Nobody was asked: .+ Set CHANGE_GATE_LIVE_DATA/,
      );
    },
  );

  it.each([
    ['one, beside what was withdrawn', [STATE.assess, STATE.canceled], 'CHG0'],
    ['one that was canceled', [STATE.canceled], 'CHG0'],
    ['none', [], undefined],
  ])('is %s', async (_what, states, number) => {
    const changes = async () => states.map((state, at) => ({ number: `CHG${at}`, state }) as Change);
    expect((await play({ instance: { changes } }).onlyChange())?.number).toBe(number);
  });

  it('is one: two that stand are told', async () => {
    const changes = async () => [CHANGE, { ...CHANGE, number: 'CHG0030002' }];
    await expect(play({ instance: { changes } }).onlyChange()).rejects.toThrow(
      'One change was to be opened, and there are CHG0030001, CHG0030002.',
    );
  });

  it('is approved in as many rounds as the instance has', async () => {
    let answers = 0;
    const asked = [1, 0, 1];
    const answer = async () => {
      const one = asked.shift() ?? 0;
      answers += one;
      return one;
    };
    const looks = [{}, {}, { state: STATE.authorize }, { state: STATE.scheduled, approval: 'approved' }];
    await play({ looks, instance: { answer } }).approve(CHANGE);
    expect(answers).toBe(2);
  });

  it.each([STATE.implement, STATE.closed, STATE.canceled])(
    'that goes on to %s by itself is told at once',
    async (state) => {
      const looks = [{}, { state }];
      await expect(play({ looks }).approve(CHANGE)).rejects.toThrow('or the instance by itself');
    },
  );

  it.each([
    [2, '2 stand open: if they are for others, make the approver a member of the groups that are asked'],
    [0, 'No other stands open that the approver may see.'],
  ])('that %i others are asked about is told with what to do', async (open, words) => {
    const stage = play({ looks: [{}], instance: { requestsFor: async () => open }, deadlineMs: 0 });
    await expect(stage.approve(CHANGE)).rejects.toThrow(words);
  });
});

describe('a build', () => {
  it('is in a stream of its run and scenario alone: builds of another run are no newer ones', async () => {
    const streams: string[] = [];
    const start = async ({ stream }: BuildInputs) => {
      streams.push(stream);
      return { id: '7' } as LiveBuild;
    };
    await play({ runId: 'one', start }).start();
    await play({ runId: 'other', start }).start();
    expect(streams).toEqual(['change-gate-live-one-approved', 'change-gate-live-other-approved']);
  });

  it.each([
    [new Unavailable('504'), 1],
    [new Refused('403'), 0],
  ])('of which nobody knows whether it runs is left, and not what was refused: %s', async (error, count) => {
    const stage = play({ start: () => Promise.reject(error), instance: { changes: async () => [] } });
    await expect(stage.start()).rejects.toBe(error);
    const left = await cleanUp(stage);
    expect(left).toHaveLength(count);
    for (const what of left) expect(what).toContain('may run, and is not known. Stop it in the CI');
  });

  it('has no log before its CI has it', async () => {
    const logs = [undefined, undefined, 'CHG0030001 is in Assess'];
    const build = { id: '7', url: 'https://ci/7', log: async () => logs.shift() } as Partial<LiveBuild>;
    expect(await play().logOf(build as LiveBuild)).toBe('CHG0030001 is in Assess');
  });
});
