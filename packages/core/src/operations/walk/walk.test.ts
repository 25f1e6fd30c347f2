import { describe, expect, it } from 'vitest';
import { GateError } from '../../errors.ts';
import { toChange } from '../../servicenow/change.ts';
import { Changes } from '../../servicenow/changes.ts';
import type { ServiceNowClient } from '../../servicenow/client.ts';
import type { OperationContext } from '../context.ts';
import { walk } from './walk.ts';

/** What the instance does with a step from one state into another; a step that is not named is taken. */
interface Instance {
  readonly type?: string;
  /** `-5 -4`: refused by a rule, ignored, or led to another state. */
  readonly steps?: Readonly<Record<string, 'refused' | 'ignored' | 'unavailable' | string>>;
  /** By state: where its model leads; `null` where the API is not there. */
  readonly next?: Readonly<Record<string, readonly string[]>> | null;
  readonly unmet?: readonly { readonly to: string; readonly name: string }[];
  /** States in which the change is over. */
  readonly over?: readonly string[];
  readonly onHold?: boolean;
}

const row = (state: string, { type = 'normal', over = [], onHold = false }: Instance) => ({
  sys_id: { value: 'id1' },
  number: { value: 'CHG0030001' },
  type: { value: type },
  state: { value: state, display_value: LABELS[state] ?? '' },
  active: { value: String(!over.includes(state)) },
  on_hold: { value: String(onHold) },
});

const LABELS: Readonly<Record<string, string>> = {
  '-5': 'New',
  '-1': 'Implement',
  '0': 'Review',
  '20': 'Built',
};

/** The states that a change goes through on its way, the ones that were asked for besides, and where it stopped. */
async function walked(from: string, target: string, instance: Instance = {}) {
  const tried: string[] = [];
  let asked = 0;
  let state = from;
  const client = {
    instanceUrl: 'https://acme.service-now.com',
    async request(method: string, path: string, options: { body?: { state: string } } = {}) {
      if (method === 'GET') {
        expect(path).toBe('/api/sn_chg_rest/change/id1/nextstates');
        asked += 1;
        if (!instance.next) throw new GateError('API_NOT_INSTALLED', 'No API.');
        const transition = ({ to, name }: { to: string; name: string }) => ({
          to_state: to,
          transition_available: false,
          conditions: [
            { passed: false, condition: { name } },
            { passed: true, condition: { name: 'what is met' } },
          ],
        });
        return {
          available_states: [state, ...(instance.next[state] ?? [])],
          state_label: LABELS,
          state_transitions: [(instance.unmet ?? []).map(transition)],
        };
      }
      const to = options.body?.state ?? '';
      tried.push(to);
      const how = instance.steps?.[`${state} ${to}`] ?? to;
      if (how === 'refused') throw new GateError('RULE_ABORTED', 'A rule says no.');
      if (how === 'demanded') throw new GateError('POLICY_REFUSED', 'A policy wants more.');
      if (how === 'unavailable') throw new GateError('UNAVAILABLE', 'acme is down.');
      if (how !== 'ignored') state = how;
      return row(state, instance);
    },
  } as unknown as ServiceNowClient;
  const context = { client, changes: new Changes(client), log: { info() {}, warning() {} } };
  const end = await walk(
    toChange(row(from, instance)),
    target,
    () => ({}),
    context as unknown as OperationContext,
  ).then(
    (change) => change.state,
    ({ code, message }: GateError) => ({ code, message }),
  );
  return { tried, asked, end };
}

describe('walk', () => {
  it.each([
    ['normal', ['-4', '-3', '-2', '-1', '0', '3']],
    ['emergency', ['-3', '-2', '-1', '0', '3']],
    ['standard', ['-2', '-1', '0', '3']],
    ["a type of the instance's own", ['-4', '-3', '-2', '-1', '0', '3']],
  ])('takes the path of %s, and asks nothing', async (type, tried) => {
    expect(await walked('-5', '3', { type })).toEqual({ tried, asked: 0, end: '3' });
  });

  it('does nothing where the change is there already', async () => {
    expect(await walked('-1', '-1')).toEqual({ tried: [], asked: 0, end: '-1' });
  });

  it.each(['4', '-5'])('goes to %s from anywhere in one step', async (target) => {
    expect(await walked('-3', target)).toEqual({ tried: [target], asked: 0, end: target });
  });

  it('goes no way back by itself', async () => {
    const { tried, asked, end } = await walked('-1', '-4', { next: { '-1': ['0', '4'] } });
    expect({ tried, asked }).toEqual({ tried: ['0'], asked: 2 });
    expect(end).toMatchObject({ code: 'STATE_NOT_REACHED' });
  });

  it('ends where a model ends in a state of its own', async () => {
    const instance = { next: { '0': ['22'] }, steps: { '0 3': 'refused' }, over: ['22'] };
    expect(await walked('0', '3', instance)).toEqual({ tried: ['3', '22'], asked: 1, end: '22' });
  });

  it('does not take Canceled for such an end, nor an end for any other target', async () => {
    const canceled = await walked('-1', '3', { steps: { '-1 0': '4' }, over: ['4'], next: {} });
    expect(canceled.end).toMatchObject({ code: 'STATE_NOT_REACHED' });
    const other = await walked('22', '-1', { over: ['22'], next: {} });
    expect(other.end).toMatchObject({ code: 'STATE_NOT_REACHED' });
  });

  it('goes the only other way on where the usual one is refused', async () => {
    const next = { '-1': ['0', '20', '4', '-5'], '20': ['0'] };
    const instance = { steps: { '-1 0': 'refused' }, next };
    expect(await walked('-1', '0', instance)).toEqual({ tried: ['0', '20', '0'], asked: 2, end: '0' });
  });

  it('goes through a state of the model, and at once to the target from there', async () => {
    const next = { '-5': ['20', '4'], '20': ['21', '-1', '4'] };
    const instance = { steps: { '-5 -4': 'ignored' }, next };
    expect(await walked('-5', '-1', instance)).toEqual({ tried: ['-4', '20', '-1'], asked: 2, end: '-1' });
  });

  it.each([
    ['two ways lead on', ['20', '21']],
    ['it would end the change', ['3']],
    ['it would cancel it', ['4']],
    ['it would begin again', ['-5']],
    ['none leads on', []],
  ])('chooses none by itself where %s', async (_why, ways) => {
    const { tried, end } = await walked('-1', '0', { steps: { '-1 0': 'ignored' }, next: { '-1': ways } });
    expect(tried).toEqual(['0']);
    expect(end).toMatchObject({ code: 'WRITE_IGNORED' });
  });

  it('stops where it has been before', async () => {
    const instance = { steps: { '-5 -4': 'refused', '20 21': '-5' }, next: { '-5': ['20'], '20': ['21'] } };
    const { tried, end } = await walked('-5', '-1', instance);
    expect(tried).toEqual(['-4', '20', '21']);
    expect(end).toMatchObject({ code: 'STATE_NOT_REACHED' });
  });

  it.each([
    ['refused', 'RULE_ABORTED', 'A rule says no.'],
    ['demanded', 'POLICY_REFUSED', 'A policy wants more.'],
    ['ignored', 'WRITE_IGNORED', 'answered with success and left CHG0030001 in Implement'],
  ])('says why and where it stopped: a step that is %s', async (how, code, words) => {
    const { end } = await walked('-1', '3', { steps: { '-1 0': how }, next: null });
    expect(end).toMatchObject({ code, message: expect.stringContaining(words) });
    expect(end).toMatchObject({
      message: expect.stringMatching(/^CHG0030001 stopped in Implement on its way to Closed\. \S/),
    });
  });

  it('does not go on where the instance does not answer', async () => {
    const { tried, end } = await walked('-1', '3', {
      steps: { '-1 0': 'unavailable' },
      next: { '-1': ['20'] },
    });
    expect({ tried, end }).toEqual({ tried: ['0'], end: { code: 'UNAVAILABLE', message: 'acme is down.' } });
  });

  it('says what its model wants and where it leads, in labels', async () => {
    const { end } = await walked('-1', '3', {
      steps: { '-1 0': 'refused' },
      next: { '-1': ['20', '21'] },
      unmet: [
        { to: '0', name: 'No active tasks' },
        { to: '0', name: 'A tested build' },
        { to: '0', name: 'A tested build' },
        { to: '20', name: 'A builder' },
      ],
      onHold: true,
    });
    expect(end).toMatchObject({
      message: expect.stringContaining(
        'A rule says no. Conditions of its model that are not met: ' +
          'Review wants No active tasks and A tested build; Built wants A builder. ' +
          'Its model leads from there to: Built, state 21.',
      ),
    });
    expect(end).toMatchObject({ message: expect.stringMatching(/on hold/) });
  });

  it.each([
    ['its model wants nothing more', {}, ' Its model leads from there to: Built.'],
    ['its model cannot be asked', { next: null }, ''],
    ['its model leads nowhere', { next: { '-1': [] } }, ''],
  ] as [string, Instance, string][])('says no more than it knows where %s', async (_what, instance, more) => {
    const { end } = await walked('-1', '3', {
      steps: { '-1 0': 'refused', '-1 20': 'refused' },
      next: { '-1': ['20'] },
      ...instance,
    });
    expect(end).toEqual({
      code: 'RULE_ABORTED',
      message: `CHG0030001 stopped in Implement on its way to Closed. A rule says no.${more}`,
    });
  });
});
