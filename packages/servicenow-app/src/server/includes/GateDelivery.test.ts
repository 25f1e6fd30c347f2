import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CI,
  Codefresh,
  DELIVERY,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
  TOKEN,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateEvaluation from './GateEvaluation.ts';

let instance: TestInstance;
let codefresh: Codefresh;
let change: string;
let server: string;
beforeEach(() => {
  instance = startInstance();
  codefresh = new Codefresh();
  instance.server = codefresh.answer;
  server = listServer(instance);
  change = openChange(instance);
});

const due = (fields: Readonly<Row> = {}) => dueRegistration(instance, change, server, fields);
const row = (sysId: string) => instance.row(REGISTRATION, sysId);
const deliveries = (sysId: string) =>
  instance.tables.all(DELIVERY).filter(({ registration }) => registration === sysId);
const outcomes = (sysId: string) => deliveries(sysId).map(({ outcome }) => outcome);

/** An attempt of earlier; without an outcome, or with `sent`, its node died, or is at it still. */
function earlier(sysId: string, outcome: string | null, secondsAgo = 0): void {
  const claim = GateDeliveries.claim(sysId, (GateDeliveries.newest(sysId)?.number ?? 0) + 1) ?? '';
  if (outcome === 'sent') GateDeliveries.storeDeparture(claim, outcome);
  else if (outcome !== null) GateClaims.finish(DELIVERY, claim, outcome, `It was ${outcome}.`);
  instance.set(DELIVERY, claim, { started: instance.time(-secondsAgo) });
}

describe('deliver', () => {
  it('takes what the instance lacks for no word of a CI that took the decision', () => {
    const sysId = due();
    earlier(sysId, 'taken', 30);
    instance.missingMethods.add('execute');
    GateDelivery.deliver(sysId);
    expect(outcomes(sysId)).toEqual(['taken', 'refused']);
    expect(row(sysId)).toMatchObject({ status: 'refused' });
    instance.missingMethods.clear();
    codefresh.status = 'running';
    GateDelivery.retry(sysId);
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'delivered' });
    expect(codefresh.decisions).toEqual([]);
  });

  it('waits for an admin where the instance lacks what a decision is made with', () => {
    const sysId = due();
    vi.spyOn(GateEvaluation, 'decideAgain').mockImplementation(() => {
      throw new TypeError('Cannot find function isValidField in object [object GlideRecord].');
    });
    GateDelivery.deliver(sysId);
    expect(outcomes(sysId)).toEqual(['refused']);
    expect(row(sysId)).toMatchObject({ status: 'refused' });
    expect(row(sysId).last_answer).toMatch(/isValidField/);
    expect(instance.sent).toEqual([]);
  });

  it.each([
    ['approved', 'approve', 'go on'],
    ['denied', 'deny', 'stop'],
  ])('tells the build once: %s', (decision, verb, told) => {
    const sysId = due({ decision });
    for (let times = 0; times < 3; times += 1) GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual([verb]);
    expect(row(sysId)).toMatchObject({
      status: 'delivered',
      ended_as: 'delivered',
      attempts: '1',
      last_outcome: 'delivered',
      token: '',
      active_key: `ended ${sysId}`,
      ended_at: instance.time(),
    });
    expect(deliveries(sysId)).toMatchObject([
      { attempt: '1', outcome: 'delivered', finished: instance.time() },
    ]);
    expect(instance.notes(change)).toEqual([expect.stringContaining(`Told Codefresh to ${told}:`)]);
  });

  it('calls with the token and target of this registration, and no other', () => {
    due({ token: 'encrypted:other', build_id: 'other' });
    GateDelivery.deliver(due());
    expect(instance.sent.every(({ headers }) => headers.authorization === TOKEN)).toBe(true);
    expect(instance.sent.every(({ url }) => url.startsWith(`${CI}/`))).toBe(true);
    expect(instance.sent.map(({ body = '' }) => body).join('')).toContain(
      '"approved: CHG0030001 is in Implement"',
    );
  });

  it.each(['waiting', 'refused', 'delivered', 'ended', 'expired', 'withdrawn', 'superseded'])(
    'sends nothing for a registration that is %s',
    (status) => {
      const sysId = due({ status });
      GateDelivery.deliver(sysId);
      expect([instance.sent, deliveries(sysId)]).toEqual([[], []]);
    },
  );

  it('sends nothing for one that is not there, was registered elsewhere, or ended under a late write', () => {
    const clone = due({ instance: 'globex-prod' });
    for (const sysId of ['0'.repeat(32), clone, due({ ended_as: 'withdrawn' })]) GateDelivery.deliver(sysId);
    expect(row(clone).status).toBe('expired');
    expect(instance.sent).toEqual([]);
  });

  it('stores that the decision leaves before it does, and the answer after that', () => {
    const sysId = due();
    const seen: unknown[] = [];
    instance.server = (message) => {
      if (/pending-approval/.test(message.url)) seen.push(...deliveries(sysId).map((each) => ({ ...each })));
      return codefresh.answer(message);
    };
    GateDelivery.deliver(sysId);
    expect(seen).toMatchObject([{ outcome: 'sent' }]);
    expect(seen[0]).not.toHaveProperty('finished');
    expect(outcomes(sysId)).toEqual(['delivered']);
  });

  it.each([
    ['the lease is over', 'took more than 60 seconds'],
    ['it cannot be stored that it leaves', 'that it is sent could not be stored'],
  ])('sends no decision, and waits for no answer to it, where %s', (which, answer) => {
    const sysId = due();
    const annotated = () => instance.sent.some(({ method }) => method === 'POST');
    if (which === 'the lease is over') {
      instance.server = (message) => {
        if (message.method === 'POST') instance.pass(90);
        return codefresh.answer(message);
      };
    } else instance.tables.beforeWrite = (_, __, { outcome }) => (outcome === 'sent' ? false : undefined);
    GateDelivery.deliver(sysId);
    expect([annotated(), codefresh.decisions]).toEqual([true, []]);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
    expect(row(sysId).last_answer).toContain(answer);
  });

  it('waits for its time, to the second', () => {
    const sysId = due({ next_attempt: instance.time(10) });
    GateDelivery.deliver(sysId);
    expect(deliveries(sysId)).toEqual([]);
    instance.pass(10);
    GateDelivery.deliver(sysId);
    expect(outcomes(sysId)).toEqual(['delivered']);
  });

  it('leaves it to the node that is at it, for as long as its lease', () => {
    const sysId = due({ status: 'delivering' });
    earlier(sysId, null, 119);
    GateDelivery.deliver(sysId);
    expect(instance.sent).toEqual([]);
    instance.pass(1);
    GateDelivery.deliver(sysId);
    expect(outcomes(sysId)).toEqual([undefined, 'delivered']);
    expect(row(sysId).attempts).toBe('2');
  });

  it('gives up where no attempt ever comes to an end', () => {
    const sysId = due({ status: 'delivering', decided_at: instance.time(-31 * 86_400) });
    earlier(sysId, null, 121);
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'expired', last_outcome: 'unavailable' });
    expect(row(sysId).last_answer).toMatch(/^No attempt came to an end\. Given up 31 days/);
    expect(instance.sent).toEqual([]);
  });

  it.each(['delivered', 'already-decided', 'build-ended', 'unavailable', 'taken', 'refused'])(
    'settles what a node had the answer to when it died: %s',
    (outcome) => {
      const sysId = due({ status: 'delivering' });
      earlier(sysId, outcome, 121);
      GateDelivery.deliver(sysId);
      expect(instance.sent).toEqual([]);
      expect(row(sysId)).toMatchObject({ last_outcome: outcome, last_answer: `It was ${outcome}.` });
      expect(row(sysId).status).not.toBe('delivering');
    },
  );

  it.each(['delivered', 'already-decided', 'build-ended'])(
    'sends nothing after %s, whatever a late write made of the status',
    (outcome) => {
      const sysId = due();
      earlier(sysId, outcome, 121);
      GateDelivery.deliver(sysId);
      expect([instance.sent, codefresh.decisions]).toEqual([[], []]);
      expect(row(sysId).ended_as).toMatch(/delivered|ended/);
    },
  );

  it('leaves what a node has just got the answer to for that node to settle', () => {
    const sysId = due();
    instance.tables.beforeWrite = (table, _sysId, fields) => {
      if (table !== REGISTRATION || fields.status !== 'delivered') return undefined;
      instance.tables.beforeWrite = () => undefined;
      GateDelivery.deliver(sysId);
      return undefined;
    };
    GateDelivery.deliver(sysId);
    expect(row(sysId).status).toBe('delivered');
    expect(instance.notes(change)).toHaveLength(1);
  });

  it.each(['unavailable', 'not-paused-yet', 'refused'])('tries again after %s', (outcome) => {
    const sysId = due();
    earlier(sysId, outcome);
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['approve']);
    expect(outcomes(sysId)).toEqual([outcome, 'delivered']);
  });

  it('tries again where the registration ended no attempt before', () => {
    const sysId = due({ status: 'delivering' });
    earlier(sysId, 'not-sent');
    GateDelivery.deliver(sysId);
    expect(outcomes(sysId)).toEqual(['not-sent', 'delivered']);
  });

  it('does nothing where another node has the claim', () => {
    const sysId = due();
    instance.tables.beforeWrite = (table) => (table === DELIVERY ? false : undefined);
    GateDelivery.deliver(sysId);
    expect(instance.sent).toEqual([]);
    expect(row(sysId).status).toBe('due');
  });
});

describe('a decision that does not hold any more', () => {
  it('lets the build wait again, with the reason of now', () => {
    const sysId = due();
    instance.set('change_request', change, { on_hold: '1', on_hold_reason: 'frozen' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual([]);
    expect(row(sysId)).toMatchObject({
      status: 'waiting',
      decision: 'pending',
      decided_at: '',
      next_attempt: '',
      attempts: '1',
      last_outcome: 'not-sent',
    });
    expect(row(sysId).last_answer).toMatch(/frozen.*\. The build waits again\.$/);
    expect(row(sysId).reason).toContain('frozen');
    expect(outcomes(sysId)).toEqual(['not-sent']);
  });

  it('becomes a denial where nothing may be deployed under the change', () => {
    const sysId = due();
    instance.set('change_request', change, { state: '4' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['deny']);
    expect(row(sysId)).toMatchObject({ status: 'delivered', decision: 'denied' });
    expect(row(sysId).reason).not.toContain('Implement');
  });

  it('is sent to nobody once the pipeline has withdrawn', () => {
    const sysId = due();
    instance.tables.beforeWrite = (table, _, written) => {
      if (table === REGISTRATION && written.status === 'delivering')
        instance.set(REGISTRATION, sysId, { ended_as: 'withdrawn' });
      return undefined;
    };
    GateDelivery.deliver(sysId);
    expect(instance.sent).toEqual([]);
    expect(row(sysId).status).toBe('withdrawn');
    expect(deliveries(sysId)).toMatchObject([
      {
        outcome: 'unavailable',
        answer: 'Nothing was sent: the registration ended, or could not be written.',
      },
    ]);
  });

  it('is sent to nobody where the registration cannot be written', () => {
    const sysId = due();
    instance.tables.beforeWrite = (_, __, written) => (written.status === 'delivering' ? false : undefined);
    GateDelivery.deliver(sysId);
    expect([instance.sent, outcomes(sysId)]).toEqual([[], ['unavailable']]);
  });

  it('is sent with the token that the pipeline has sent meanwhile', () => {
    const sysId = due();
    instance.tables.beforeWrite = (table) => {
      if (table === DELIVERY) instance.set(REGISTRATION, sysId, { token: 'encrypted:newer' });
      return undefined;
    };
    GateDelivery.deliver(sysId);
    expect(instance.sent[0]?.headers.authorization).toBe('newer');
  });
});

describe('after a decision that may have arrived', () => {
  it.each(['taken', 'unanswered', 'sent'])('only looks for five minutes (%s)', (outcome) => {
    const sysId = due({ next_attempt: instance.time(-1) });
    earlier(sysId, outcome, 299);
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual([]);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'waits', attempts: '2' });
  });

  it.each([
    ['taken', 'success'],
    ['unanswered', 'success'],
    ['sent', 'success'],
    ['taken', 'running'],
    ['unanswered', 'running'],
    ['sent', 'running'],
  ])('is delivered once the build has moved on (%s, then %s)', (outcome, status) => {
    const sysId = due();
    earlier(sysId, outcome, 121);
    codefresh.status = status;
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'delivered', last_outcome: 'delivered' });
    expect(instance.notes(change)).toHaveLength(1);
  });

  it('tells the same again after five minutes, whatever has become of the change, where it was taken', () => {
    const sysId = due();
    earlier(sysId, 'taken', 301);
    instance.set('change_request', change, { on_hold: '1' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['approve']);
  });

  it('tells the same denial again, in the same words', () => {
    const sysId = due({ decision: 'denied', reason: 'CHG0030001 was rejected' });
    earlier(sysId, 'taken', 301);
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['deny']);
    expect(instance.sent.map(({ body = '' }) => body).join('')).toContain(
      '"denied: CHG0030001 was rejected"',
    );
    expect(row(sysId)).toMatchObject({ decision: 'denied', reason: 'CHG0030001 was rejected' });
  });

  it('looks with the token and target of this registration, and completes its denial', () => {
    const gitlab = listServer(instance, { ci: 'gitlab', base_url: 'https://gitlab.example.com/api/v4' });
    const job = { project_id: '1', pipeline_id: '2', job: 'change:gate', environment: '' };
    const target = JSON.stringify({ ...job, on_denied: 'cancel-pipeline' });
    instance.server = ({ method }) => ({
      status: 200,
      body: method === 'GET' ? '[{"id":3,"name":"change:gate","status":"running"}]' : '',
    });
    const sysId = dueRegistration(instance, change, gitlab, { ci: 'gitlab', target, decision: 'denied' });
    earlier(sysId, 'taken', 10);
    GateDelivery.deliver(sysId);
    expect(instance.sent.map(({ method, url }) => [method, url.split('/api/v4')[1]])).toEqual([
      ['GET', '/projects/1/pipelines/2/jobs?per_page=100&page=1'],
      ['POST', '/projects/1/pipelines/2/cancel'],
    ]);
    expect(instance.sent.every(({ headers }) => headers.authorization === `Bearer ${TOKEN}`)).toBe(true);
    expect(row(sysId).status).toBe('delivered');
  });

  it.each(['unanswered', 'sent', 'queued'])(
    'is not told again because the registration could not be written once (%s)',
    (outcome) => {
      const sysId = due();
      earlier(sysId, outcome, 121);
      instance.tables.beforeWrite = (_, __, written) => (written.status === 'delivering' ? false : undefined);
      GateDelivery.deliver(sysId);
      instance.tables.beforeWrite = () => undefined;
      GateDelivery.deliver(sysId);
      expect(codefresh.decisions).toEqual([]);
      expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'waits' });
    },
  );

  it('is remembered where its denial could not be completed at first', () => {
    const gitlab = listServer(instance, { name: 'GitLab', base_url: 'https://gitlab.example.com/api/v4' });
    const job = { project_id: '1', pipeline_id: '2', job: 'change:gate', environment: '' };
    const target = JSON.stringify({ ...job, on_denied: 'cancel-pipeline' });
    const sent: string[] = [];
    const shown = { status: 'manual', cancel: 502 };
    instance.server = ({ method, url }) => {
      if (method === 'GET')
        return { status: 200, body: `[{"id":3,"name":"change:gate","status":"${shown.status}"}]` };
      const [, request = ''] = /\/(play|cancel)$/.exec(url) ?? [];
      sent.push(request);
      if (request === 'play') shown.status = 'running';
      return request === 'play' ? { status: 200 } : { status: shown.cancel };
    };
    const sysId = dueRegistration(instance, change, gitlab, { ci: 'gitlab', target, decision: 'denied' });
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'started' });
    Object.assign(shown, { status: 'failed', cancel: 201 });
    instance.pass(30);
    GateDelivery.deliver(sysId);
    expect(sent).toEqual(['play', 'cancel', 'cancel']);
    expect(row(sysId)).toMatchObject({ status: 'delivered', last_outcome: 'delivered' });
    expect(instance.notes(change)).toEqual([expect.stringMatching(/^Told GitLab to stop: /)]);
  });

  it('does not even look once the pipeline has withdrawn', () => {
    const sysId = due();
    earlier(sysId, 'taken', 10);
    instance.tables.beforeWrite = (table, _, written) => {
      if (table === REGISTRATION && written.status === 'delivering')
        instance.set(REGISTRATION, sysId, { ended_as: 'withdrawn' });
      return undefined;
    };
    GateDelivery.deliver(sysId);
    expect([instance.sent, outcomes(sysId)]).toEqual([[], ['taken', 'unavailable']]);
  });

  it('decides again after five minutes where nobody answered, but looks before it changes', () => {
    const sysId = due();
    earlier(sysId, 'unanswered', 301);
    instance.set('change_request', change, { state: '4' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['deny']);
    expect(outcomes(sysId)).toEqual(['unanswered', 'waits', 'delivered']);
    expect(deliveries(sysId)[1]?.answer).toBe("The build's status is pending-approval.");
    expect(row(sysId)).toMatchObject({ decision: 'denied', attempts: '3' });
  });

  it.each([10, 3600])(
    'changes nothing for a build that has gone on under a node that died after it sent (%i s ago)',
    (secondsAgo) => {
      const sysId = due({ status: 'delivering' });
      earlier(sysId, 'sent', 120 + secondsAgo);
      instance.set('change_request', change, { state: '4' });
      codefresh.status = 'success';
      GateDelivery.deliver(sysId);
      expect(codefresh.decisions).toEqual([]);
      expect(row(sysId)).toMatchObject({ status: 'delivered', decision: 'approved' });
      expect(instance.notes(change)).toEqual([expect.stringMatching(/^Told Codefresh to go on: /)]);
    },
  );

  it('is nothing of a node that died before it sent: what the change asks for now is sent', () => {
    const sysId = due({ status: 'delivering' });
    earlier(sysId, null, 121);
    instance.set('change_request', change, { state: '4' });
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['deny']);
    expect(outcomes(sysId)).toEqual([undefined, 'delivered']);
  });

  it('says so where the CI refuses, or is given up', () => {
    const refused = due();
    earlier(refused, 'unanswered', 10);
    codefresh.failing.set('noAccount=false', { status: 401 });
    GateDelivery.deliver(refused);
    const expired = due({ decided_at: instance.time(-31 * 86_400) });
    earlier(expired, 'sent', 301);
    codefresh.failing.set('noAccount=false', { status: 503 });
    GateDelivery.deliver(expired);
    expect(instance.notes(change)).toEqual([
      expect.stringMatching(/^Codefresh could not be told to go on, and an attempt may have told /),
      expect.stringMatching(/^Gave up telling Codefresh to go on; an attempt may have told /),
    ]);
  });

  it('leaves the next attempt to the node that has claimed it', () => {
    const sysId = due();
    earlier(sysId, 'unanswered', 301);
    instance.set('change_request', change, { state: '4' });
    instance.tables.beforeWrite = (table, _, written) =>
      table === DELIVERY && written.claim === `${sysId}:3` ? false : undefined;
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual([]);
    expect(outcomes(sysId)).toEqual(['unanswered', 'waits']);
  });

  it.each([
    ['taken', 'delivered', /^The CI took the decision\. /],
    ['unanswered', 'refused', /^Codefresh answered 401/],
  ] as const)('whose token has been revoked since is %s: %s', (outcome, status, answer) => {
    const sysId = due();
    earlier(sysId, outcome, 10);
    codefresh.failing.set('noAccount=false', { status: 401 });
    GateDelivery.deliver(sysId);
    expect(row(sysId).status).toBe(status);
    expect(row(sysId).last_answer).toMatch(answer);
  });

  it('is no delivery where the CI is down', () => {
    const sysId = due();
    earlier(sysId, 'taken', 10);
    codefresh.failing.set('noAccount=false', { status: 503 });
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'unavailable' });
  });

  it('is not claimed as delivered where nothing was sent', () => {
    const sysId = due();
    codefresh.status = 'success';
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'ended', last_outcome: 'build-ended' });
  });
});

describe('retry', () => {
  it('makes a dead letter due, and counts anew', () => {
    const sysId = due({ status: 'refused', next_attempt: '' });
    expect(GateDelivery.retry(sysId)).toBe(true);
    expect(row(sysId)).toMatchObject({
      status: 'due',
      next_attempt: instance.time(),
      retried_at: instance.time(),
    });
    expect(instance.events).toEqual([{ name: 'x_change_gate.deliver', sysId, inSeconds: 0 }]);
  });

  it.each(['waiting', 'due', 'delivering', 'delivered', 'ended'])('leaves one alone that is %s', (status) => {
    const sysId = due({ status });
    expect(GateDelivery.retry(sysId)).toBe(false);
    expect(GateDelivery.retry('0'.repeat(32))).toBe(false);
    expect([row(sysId).status, instance.events]).toEqual([status, []]);
  });

  it('queues nothing where it could not be written', () => {
    const sysId = due({ status: 'refused' });
    instance.tables.beforeWrite = () => false;
    expect(GateDelivery.retry(sysId)).toBe(false);
    expect(instance.events).toEqual([]);
  });
});

describe('a gate that asks ServiceNow itself', () => {
  const shown = { gate: 'manual', reason: '', plays: 0 };
  let sysId: string;
  beforeEach(() => {
    Object.assign(shown, { gate: 'manual', reason: '', plays: 0 });
    const gitlab = listServer(instance, { name: 'GitLab', base_url: 'https://gitlab.example.com/api/v4' });
    const target = {
      project_id: '1',
      pipeline_id: '2',
      job: 'change:gate',
      environment: '',
      on_denied: 'fail',
    };
    instance.server = ({ method }) => {
      if (method === 'POST') Object.assign(shown, { gate: 'pending', reason: '', plays: shown.plays + 1 });
      const gate = { id: 3, name: 'change:gate', status: shown.gate, failure_reason: shown.reason };
      return { status: 200, body: JSON.stringify([gate]) };
    };
    sysId = dueRegistration(instance, change, gitlab, { ci: 'gitlab', target: JSON.stringify(target) });
  });

  function pass(seconds: number): void {
    instance.pass(seconds);
    GateDelivery.deliver(sysId);
  }

  function fail(reason: string): void {
    Object.assign(shown, { gate: 'failed', reason });
  }

  it('is told once, and that it was told is known when it has passed', () => {
    pass(0);
    for (const status of ['pending', 'running', 'running']) {
      shown.gate = status;
      pass(600);
      expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'started' });
      expect(row(sysId).token).not.toBe('');
    }
    // The pipeline has closed its change before ServiceNow looks again.
    instance.set('change_request', change, { state: '3', active: '0' });
    shown.gate = 'success';
    pass(600);
    expect(row(sysId)).toMatchObject({ status: 'delivered', decision: 'approved', token: '' });
    expect(shown.plays).toBe(1);
    expect(instance.notes(change)).toEqual([expect.stringMatching(/^Told GitLab to go on: /)]);
  });

  it.each(['runner_system_failure', 'stuck_or_timeout_failure', 'job_execution_timeout', 'script_failure'])(
    'is given another run where it failed under an approved change: %s',
    (reason) => {
      pass(0);
      fail(reason);
      pass(5);
      expect(row(sysId)).toMatchObject({
        status: 'due',
        last_outcome: 'stopped',
        last_answer: `The gate's job 3 is failed (${reason}).`,
      });
      pass(59);
      expect(shown.plays).toBe(1);
      pass(1);
      expect(shown.plays).toBe(2);
      shown.gate = 'success';
      pass(5);
      expect(row(sysId)).toMatchObject({ status: 'delivered', token: '' });
    },
  );

  it('is played four times at most, until an admin has it retried', () => {
    pass(0);
    for (let runs = 0; runs < 10; runs += 1) {
      fail('runner_system_failure');
      pass(300);
      pass(300);
    }
    expect(shown.plays).toBe(4);
    expect(row(sysId)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(GateDelivery.retry(sysId)).toBe(true);
    pass(0);
    expect(shown.plays).toBe(5);
    shown.gate = 'success';
    pass(5);
    expect(row(sysId).status).toBe('delivered');
  });

  it.each([
    ['goes on waiting', { on_hold: '1' }, { status: 'waiting', decision: 'pending' }],
    ['is over', { state: '4', active: '0' }, { status: 'ended', decision: 'denied' }],
  ])('is not played again for a change that is not approved any more: it %s', (_, fields, expected) => {
    pass(0);
    instance.set('change_request', change, fields);
    fail('script_failure');
    pass(5);
    pass(60);
    expect(shown.plays).toBe(1);
    expect(row(sysId)).toMatchObject(expected);
  });

  it('has stopped the build as it should where the change was denied', () => {
    instance.set(REGISTRATION, sysId, { decision: 'denied', reason: 'CHG0030001 was rejected' });
    pass(0);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'started' });
    fail('script_failure');
    pass(5);
    expect(row(sysId)).toMatchObject({ status: 'delivered', decision: 'denied', token: '' });
    expect(shown.plays).toBe(1);
  });

  it.each(['started', 'unanswered', 'sent'])(
    'has told nobody to go on where somebody cancels it before it has passed: %s',
    (last) => {
      if (last === 'started') pass(0);
      else earlier(sysId, last, 600);
      shown.gate = 'canceled';
      pass(5);
      expect(row(sysId)).toMatchObject({ status: 'ended', last_outcome: 'build-ended', token: '' });
      expect(instance.notes(change)).toEqual([
        expect.stringMatching(
          /^The build was over; an attempt may have told GitLab to go on .* is canceled\. No build waits for this change/,
        ),
      ]);
    },
  );

  it('is played again where a retry of the pipeline has it wait again', () => {
    pass(0);
    shown.gate = 'created';
    pass(5);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'waits' });
    shown.gate = 'manual';
    pass(300);
    expect(shown.plays).toBe(2);
  });

  it('that somebody has played meanwhile is not played again while it runs', () => {
    shown.gate = 'running';
    pass(0);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'not-paused-yet' });
    fail('script_failure');
    pass(5);
    expect(shown.plays).toBe(1);
  });

  it('counts as told by nobody where GitLab lets nobody see it', () => {
    pass(0);
    const { server } = instance;
    instance.server = () => ({ status: 401 });
    pass(5);
    expect(row(sysId)).toMatchObject({ status: 'refused', last_answer: expect.stringContaining('401') });
    instance.server = server;
    shown.gate = 'success';
    GateDelivery.retry(sysId);
    pass(0);
    expect(row(sysId).status).toBe('delivered');
  });

  it('that an earlier version took for told is left alone', () => {
    const done = dueRegistration(instance, change, server, { ci: 'gitlab', status: 'delivered' });
    earlier(done, 'delivered');
    fail('runner_system_failure');
    GateDelivery.deliver(done);
    expect([row(done).status, shown.plays]).toEqual(['delivered', 0]);
  });
});
