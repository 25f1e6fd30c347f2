import { beforeEach, describe, expect, it } from 'vitest';
import {
  listServer,
  openChange,
  REGISTRATION,
  REPORT,
  registrationOf,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Answer, SentMessage } from '../../../test/instance/outbound.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateClaims from './GateClaims.ts';
import * as GateEvaluation from './GateEvaluation.ts';
import * as GateProgress from './GateProgress.ts';
import * as GateReports from './GateReports.ts';

const TARGET = {
  way: 'protection-rule',
  owner: 'globex',
  repo: 'shop',
  run_id: '4242',
  run_attempt: '1',
  gate: 'prod',
  environment: 'production',
};
const ASSESS = { state: '-4', 'display.state': 'Assess', approval: 'requested' };

/** A GitHub run that waits, or one that does not. */
class Github {
  isWaiting = true;
  failing: Answer | null = null;
  readonly comments: string[] = [];
  /** While a report is on its way. */
  onReport: () => void = () => {};

  answer = ({ method, url, body }: SentMessage): Answer => {
    if (this.failing !== null) return this.failing;
    if (method === 'POST') {
      this.comments.push(JSON.parse(body ?? '').comment);
      this.onReport();
      return { status: 204, body: '' };
    }
    const pending = this.isWaiting ? [{ environment: { id: 1, name: 'production' } }] : [];
    const run = { status: 'in_progress', created_at: '2026-01-01T00:00:00Z' };
    return { status: 200, body: JSON.stringify(url.endsWith('pending_deployments') ? pending : run) };
  };
}

let instance: TestInstance;
let github: Github;
let change: string;
beforeEach(() => {
  instance = startInstance();
  github = new Github();
  instance.server = github.answer;
  change = openChange(instance, ASSESS);
});

function registration(fields: Readonly<Row> = {}): string {
  const server = listServer(instance, { ci: 'github', name: 'GitHub' });
  const target = JSON.stringify(TARGET);
  const reason = 'CHG0030001 is in Assess';
  const evaluated_at = instance.time();
  return registrationOf(instance, change, server, { ci: 'github', target, reason, evaluated_at, ...fields });
}
const reports = () =>
  instance.tables.all(REPORT).map(({ number, outcome, reason }) => [number, outcome ?? '', reason]);

describe('report', () => {
  it('shows the reason, the change and its group, once', () => {
    instance.set('change_request', change, { 'display.assignment_group': 'Release' });
    instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
    const sysId = registration();
    GateProgress.report(sysId);
    GateProgress.report(sysId);
    expect(github.comments).toEqual([
      'CHG0030001 is in Assess. It is assigned to Release. ' +
        `[Open the change](https://globex.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3D${change})`,
    ]);
    expect(reports()).toEqual([['1', 'delivered', 'CHG0030001 is in Assess']]);
    expect(instance.row(REGISTRATION, sysId).status).toBe('waiting');
    expect([instance.notes(change), instance.events]).toEqual([[], []]);
  });

  it('shows another reason as the next one, and the tenth as the last', () => {
    const sysId = registration();
    for (let number = 1; number <= 12; number += 1) {
      instance.set(REGISTRATION, sysId, { reason: `reason ${number}` });
      GateProgress.report(sysId);
    }
    expect(github.comments).toHaveLength(10);
    expect(github.comments.filter((text) => text.includes('no more reports'))).toEqual([github.comments[9]]);
  });

  it.each([
    ['due', {}],
    ['waiting', { instance: 'globex-prod' }],
    ['waiting', { ci: 'codefresh' }],
    ['waiting', { ci: 'jenkins' }],
    ['waiting', { target: JSON.stringify({ ...TARGET, way: 'environment' }) }],
    ['waiting', { target: '' }],
  ])('shows nothing for a registration that is %s, %j', (status, fields) => {
    GateProgress.report(registration({ status, ...fields }));
    GateProgress.report('0'.repeat(32));
    expect(instance.sent).toEqual([]);
    expect(reports()).toEqual([]);
  });

  it('leaves it to the node that is at it, for as long as its lease', () => {
    const sysId = registration();
    GateReports.claim(sysId, 1, 'an older reason');
    instance.pass(119);
    GateProgress.report(sysId);
    expect(github.comments).toEqual([]);
    instance.pass(1);
    GateProgress.report(sysId);
    expect(github.comments).toHaveLength(1);
    expect(reports().map(([number]) => number)).toEqual(['1', '2']);
  });

  it('leaves it to the node that has the claim', () => {
    const sysId = registration();
    instance.tables.beforeWrite = () => false;
    GateProgress.report(sysId);
    expect(instance.sent).toEqual([]);
  });

  it('queues another where the reason has changed meanwhile, unless nobody waits any more', () => {
    const [changed, decided] = [registration(), registration()];
    github.onReport = () => {
      for (const sysId of [changed, decided]) instance.set(REGISTRATION, sysId, { reason: 'on hold' });
      instance.set(REGISTRATION, decided, { status: 'due' });
    };
    GateProgress.report(changed);
    instance.set(REGISTRATION, decided, { status: 'waiting', reason: 'in Assess' });
    GateProgress.report(decided);
    expect(instance.events).toEqual([{ name: 'x_change_gate.progress', sysId: changed, inSeconds: 0 }]);
  });

  it.each([
    ['too early', null, []],
    ['CI down', { status: 503 }, []],
    ['refused', { status: 401 }, [['1', 'not-sent', 'CHG0030001 is in Assess']]],
  ])('that cannot have arrived is tried again under its number: %s', (_which, failing, stored) => {
    const sysId = registration();
    github.isWaiting = false;
    github.failing = failing;
    GateProgress.report(sysId);
    expect(reports()).toEqual(stored);
    github.isWaiting = true;
    github.failing = null;
    GateProgress.report(sysId);
    expect(reports()).toEqual([['1', 'delivered', 'CHG0030001 is in Assess']]);
  });

  it('that found the run over is kept, as what it saw', () => {
    const sysId = registration();
    instance.server = ({ url }) => ({
      status: 200,
      body: url.endsWith('pending_deployments')
        ? '[]'
        : '{"status":"completed","conclusion":"success","created_at":"2026-01-01T00:00:00Z"}',
    });
    GateProgress.report(sysId);
    expect(reports()).toEqual([['1', 'build-ended', 'CHG0030001 is in Assess']]);
  });

  it('that may have arrived counts as shown', () => {
    const sysId = registration();
    const { answer } = github;
    instance.server = (message) => (message.method === 'POST' ? { status: 502 } : answer(message));
    GateProgress.report(sysId);
    instance.server = answer;
    GateProgress.report(sysId);
    expect(reports()).toEqual([['1', 'unavailable', 'CHG0030001 is in Assess']]);
    expect(github.comments).toEqual([]);
  });
});

describe('a reason that waits to be shown', () => {
  const isUnreported = (sysId: string, reason: string) =>
    GateProgress.isUnreported(instance.record(REGISTRATION, sysId), reason);
  const REASON = 'CHG0030001 is in Assess';

  it('is a new one', () => {
    const sysId = registration();
    expect(isUnreported(sysId, 'CHG0030001 is on hold')).toBe(true);
    expect(isUnreported(sysId, REASON)).toBe(false);
    expect(isUnreported(registration({ ci: 'codefresh' }), 'CHG0030001 is on hold')).toBe(false);
  });

  it('is tried again in its time, as long as no report shows it', () => {
    const sysId = registration();
    instance.pass(60);
    expect(isUnreported(sysId, REASON)).toBe(true);
    GateReports.claim(sysId, 1, REASON);
    expect(isUnreported(sysId, REASON)).toBe(false);
    GateClaims.finish(REPORT, instance.tables.all(REPORT)[0]?.sys_id ?? '', 'not-sent', 'No.');
    expect(isUnreported(sysId, REASON)).toBe(true);
  });

  it('is not shown once the limit is reached', () => {
    const sysId = registration();
    GateReports.claim(sysId, 10, 'an older reason');
    expect(isUnreported(sysId, 'CHG0030001 is on hold')).toBe(false);
  });

  it('is queued by the evaluation', () => {
    const sysId = registration({ reason: 'an older reason' });
    GateEvaluation.evaluate(sysId);
    expect(instance.events).toEqual([{ name: 'x_change_gate.progress', sysId, inSeconds: 0 }]);
    GateEvaluation.evaluate(sysId);
    expect(instance.events).toHaveLength(1);
  });

  it('is not queued for a registration that another node has decided meanwhile', () => {
    const sysId = registration({ reason: 'an older reason' });
    const { all } = instance.tables;
    instance.tables.all = (table) => {
      if (table === REPORT) instance.set(REGISTRATION, sysId, { status: 'due' });
      return all.call(instance.tables, table);
    };
    GateEvaluation.evaluate(sysId);
    expect(instance.events).toEqual([]);
  });
});
