/** A decision reaches the CI once: whatever dies, whenever, and however long the CI is away. */
import type { Row } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, type Outbound, startApp, TOKEN } from './app.ts';

let app: App;
beforeEach(async () => {
  app = await startApp();
});
afterEach(() => app.close());

/** What a delivery to a paused build sends, in its order. */
const STEPS: readonly [string, RegExp, number][] = [
  ['the look before', /\/builds\//, 1],
  ['the mark', /\/annotations/, 1],
  ['the decision', /\/pending-approval\//, 1],
  ['the look after', /\/builds\//, 2],
];

async function decidedBuild(): Promise<{ build: string; registration: string; number: string }> {
  const number = app.openChange();
  const build = await app.pausedBuild();
  const registration = await app.register(number, build);
  return { build, registration, number };
}

const isDelivering = ({ status }: Row): boolean => status === 'delivering';

/** The build was told once, and the record says so. */
function expectToldOnce(build: string, registration: string, number: string): void {
  expect(app.decisions(build)).toEqual(['approved']);
  expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });
  expect(app.notes(number).filter((note) => /^Told|^The build/.test(note))).toEqual([
    expect.stringMatching(/^Told Sandbox to go on: /),
  ]);
}

/** Calls `act` at the nth request whose path matches, once. */
function atRequest(path: RegExp, nth: number, act: () => Promise<void>) {
  let seen = 0;
  return async ({ url }: Outbound): Promise<void> => {
    if (!path.test(url)) return;
    seen += 1;
    if (seen === nth) await act();
  };
}

describe('a node that dies', () => {
  it.each(STEPS)('before %s is sent leaves the delivery to another', async (_step, path, nth) => {
    const { build, registration, number } = await decidedBuild();
    app.hooks.before = atRequest(path, nth, () => app.killNodes());
    app.implement(number);
    await app.idle();
    expect(app.registration(registration).token).not.toBe('');
    await app.pass(8);
    expectToldOnce(build, registration, number);
  });

  it.each(STEPS)('after %s was sent leaves the rest to another', async (_step, path, nth) => {
    const { build, registration, number } = await decidedBuild();
    app.hooks.after = atRequest(path, nth, () => app.killNodes());
    app.implement(number);
    await app.pass(8);
    expectToldOnce(build, registration, number);
  });

  it.each([
    ['has claimed the attempt', 'x_change_gate_delivery', ({ outcome }: Row) => outcome === ''],
    ['has written that it delivers', 'x_change_gate_registration', isDelivering],
    [
      'has stored that the decision leaves',
      'x_change_gate_delivery',
      ({ outcome }: Row) => outcome === 'sent',
    ],
    [
      'has stored the answer with the attempt',
      'x_change_gate_delivery',
      ({ finished }: Row) => finished !== '',
    ],
  ])('when it %s changes nothing', async (_when, table, isMoment) => {
    const { build, registration, number } = await decidedBuild();
    let killed = 0;
    app.sandbox.serviceNow.database.after((change) => {
      if (killed > 0 || change.table !== table || change.next === null || !isMoment(change.next)) return;
      killed += 1;
      void app.killNodes();
    });
    app.implement(number);
    await app.pass(8);
    expect(killed).toBe(1);
    expectToldOnce(build, registration, number);
  });
});

describe('a build that a person let go on in the CI, and whose change is denied then', () => {
  it('is said to be over, where it is', async () => {
    const { build, registration, number } = await decidedBuild();
    app.sandbox.codefresh.approve(build, 'somebody');
    await app.idle();
    await app.sandbox.codefresh.build(build)?.finished;
    app.sandbox.serviceNow.cancel(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'ended', decision: 'denied' });
    expect(app.notes(number).at(-1)).toMatch(
      /^The build was over; Sandbox did not need to be told to stop .*status is success/,
    );
  });

  it('is said to have had its answer, where it runs on', async () => {
    const { build, registration, number } = await decidedBuild();
    const passed = { entityId: build, entityType: 'workflow', key: `GATE_PASSED_${number}`, value: number };
    const headers = { authorization: TOKEN, 'content-type': 'application/json' };
    await fetch(`${app.server}/annotations`, { method: 'POST', headers, body: JSON.stringify(passed) });
    app.sandbox.serviceNow.cancel(number);
    await app.idle();
    expect(app.registration(registration)).toMatchObject({ status: 'ended', decision: 'denied' });
    expect(app.notes(number).at(-1)).toMatch(
      /^The build had its answer already; Sandbox was not told to stop .*has passed this gate/,
    );
  });
});

describe('a CI server', () => {
  it('that is down for an hour is told once, within minutes of its return', async () => {
    const { build, registration, number } = await decidedBuild();
    const repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
    app.implement(number);
    await app.idle();
    await app.pass(60);
    expect(app.registration(registration)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    const attemptsWhileDown = app.deliveries(registration).length;
    expect(attemptsWhileDown).toBeLessThan(25);

    repair();
    await app.pass(7);
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration).status).toBe('delivered');
    expect(app.notes(number).filter((note) => note.startsWith('Told'))).toHaveLength(1);
  });

  const begin = TOKEN.slice(0, 3);
  it.each([
    ['as it is', TOKEN, begin],
    ['with a letter by its number', `\\u0061${TOKEN.slice(1)}`, begin],
    ['in base64', Buffer.from(TOKEN).toString('base64'), Buffer.from(begin).toString('base64')],
  ])(
    'that echoes the token %s, where its words are cut, has no part of it recorded',
    async (_form, echo, part) => {
      const { registration, number } = await decidedBuild();
      const body = `{"message":"${'x'.repeat(296)}${echo}"}`;
      app.sandbox.codefresh.faults.inject({ effect: { kind: 'status', status: 403, body }, times: Infinity });
      app.implement(number);
      await app.idle();
      const { status, last_answer: answer } = app.registration(registration);
      expect(status).toBe('refused');
      expect(answer).toContain('xx(tok');
      const record = JSON.stringify([answer, app.deliveries(registration), app.notes(number)]);
      expect(record).not.toContain(`x${part}`);
    },
  );

  it('that refuses the token is a dead letter at once; with another token it is told', async () => {
    const number = app.openChange();
    const build = await app.pausedBuild();
    const registration = await app.register(number, build, { credential: { token: 'revoked' } });
    app.implement(number);
    await app.pass(3);
    expect(app.registration(registration)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(app.deliveries(registration)).toHaveLength(1);
    const refusals = app.notes(number).filter((note) => note.includes('could not be told'));
    expect(refusals).toHaveLength(1);
    expect(refusals[0]).toContain('401');

    await app.register(number, build);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', token: '' });
  });
});
