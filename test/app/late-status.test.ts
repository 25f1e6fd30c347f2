/** A CI that took a decision and does not show it yet, or whose answer was lost: the build is told once, and the record stays true. */
import { afterEach, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

const MINUTE = 60_000;

let app: App;
let number: string;
let build: string;
let registration: string;
afterEach(() => app.close());

async function begin(statusDelayMs: number): Promise<void> {
  app = await startApp(1, {}, statusDelayMs);
  number = app.openChange();
  build = await app.pausedBuild();
  registration = await app.register(number, build);
}

async function approve(): Promise<void> {
  app.implement(number);
  await app.idle();
}

/** How often the CI was asked to let the build go on, or to stop it. */
function sends(): number {
  return app.requestsToCi.filter(({ path }) => path.includes('/pending-approval/')).length;
}

function outcomes(): (string | undefined)[] {
  return app.deliveries(registration).map(({ outcome }) => outcome);
}

function told(): string[] {
  return app.notes(number).filter((note) => /^Told|^The build/.test(note));
}

function expectDelivered(): void {
  expect(app.registration(registration)).toMatchObject({
    status: 'delivered',
    decision: 'approved',
    reason: `${number} is in Implement`,
    token: '',
  });
  expect(told()).toEqual([expect.stringContaining(`Told Sandbox to go on: ${number} is in Implement (`)]);
}

describe('a decision that the CI took and does not show yet', () => {
  it.each(['Review', 'Canceled'] as const)('is not decided again when the change is in %s', async (state) => {
    await begin(MINUTE);
    await approve();
    expect(outcomes()).toEqual(['taken']);
    app.sandbox.serviceNow.move(number, state);
    await app.pass(1);
    expect(app.registration(registration)).toMatchObject({ decision: 'approved' });
    await app.pass(2);
    expectDelivered();
    expect(sends()).toBe(1);
  });

  it('is sent again, and is the same, when the build still waits after five minutes', async () => {
    await begin(7 * MINUTE);
    await approve();
    app.sandbox.serviceNow.move(number, 'Canceled');
    await app.pass(4);
    expect(sends()).toBe(1);
    await app.pass(2);
    expect(sends()).toBeGreaterThan(1);
    await app.pass(10);
    expectDelivered();
    expect(app.decisions(build)).toEqual(['approved']);
  });

  it('is delivered though the CI shows ServiceNow nothing any more', async () => {
    await begin(MINUTE);
    await approve();
    app.sandbox.codefresh.faults.inject({ effect: { kind: 'status', status: 401 }, times: Infinity });
    await app.pass(1);
    expectDelivered();
    expect(app.registration(registration).last_answer).toMatch(/^The CI took the decision\. .*401/);
  });

  it('is looked for until the CI answers again', async () => {
    await begin(MINUTE);
    await approve();
    const repair = app.sandbox.codefresh.faults.inject({ effect: { kind: 'reset' }, times: Infinity });
    await app.pass(30);
    // It is held back by now, or was the one that tried the silent CI again.
    const { status, last_outcome: outcome } = app.registration(registration);
    expect([status, outcome]).toEqual(['due', expect.stringMatching(/^(unavailable|not-tried)$/)]);
    app.sandbox.serviceNow.move(number, 'Review');
    repair();
    await app.pass(8);
    expectDelivered();
  });
});

describe('a decision whose answer was lost', () => {
  const lose = (afterHandling: boolean) =>
    app.sandbox.codefresh.faults.inject({
      effect: { kind: 'reset' },
      path: /pending-approval/,
      afterHandling,
    });

  it('is found, though it arrived and the build is over', async () => {
    await begin(MINUTE);
    lose(true);
    await approve();
    expect(outcomes()).toEqual(['unanswered']);
    await app.pass(1);
    await app.sandbox.codefresh.build(build)?.finished;
    app.sandbox.serviceNow.move(number, 'Review');
    await app.pass(2);
    expectDelivered();
    expect(sends()).toBe(1);
  });

  it('is sent again after five minutes when it did not arrive', async () => {
    await begin(20);
    lose(false);
    await approve();
    await app.pass(4);
    expect(app.decisions(build)).toEqual([]);
    await app.pass(6);
    expect(app.decisions(build)).toEqual(['approved']);
    expectDelivered();
  });

  it('is decided again once the build is seen to wait still', async () => {
    await begin(20);
    lose(false);
    await approve();
    app.sandbox.serviceNow.move(number, 'Canceled');
    await app.pass(4);
    expect(app.registration(registration)).toMatchObject({ decision: 'approved' });
    await app.pass(8);
    expect(app.decisions(build)).toEqual(['denied']);
    expect(app.registration(registration)).toMatchObject({ status: 'delivered', decision: 'denied' });
  });
});

describe('a node that dies after it has sent', () => {
  it('leaves a true record, though the pipeline has moved the change on before another looks', async () => {
    await begin(20);
    app.hooks.after = async ({ url }) => {
      if (url.includes('/pending-approval/')) await app.killNodes();
    };
    await approve();
    app.sandbox.clock.advance(20);
    await app.sandbox.codefresh.build(build)?.finished;
    app.sandbox.serviceNow.move(number, 'Review');
    await app.pass(4);
    expectDelivered();
    expect(sends()).toBe(1);
  });
});
