/** What tests find on the instance: changes, CI servers and registrations, no two values of which are alike. */
import type { TestInstance } from './instance.ts';
import type { Answer, SentMessage } from './outbound.ts';
import type { Row } from './tables.ts';

export const CI = 'https://ci.example.com/api';
export const BUILD = 'a'.repeat(24);
export const TOKEN = 'a-token-of-the-ci';

export const REGISTRATION = 'x_change_gate_registration';
export const DELIVERY = 'x_change_gate_delivery';
export const REPORT = 'x_change_gate_report';
export const CI_SERVER = 'x_change_gate_ci_server';
export const CREDENTIAL = 'x_change_gate_credential';

/** @returns its sys_id */
export function listServer(instance: TestInstance, fields: Readonly<Row> = {}): string {
  return instance.insert(CI_SERVER, {
    name: 'Codefresh',
    ci: 'codefresh',
    base_url: CI,
    active: '1',
    ...fields,
  });
}

/** A change in Implement, approved. @returns its sys_id */
export function openChange(instance: TestInstance, fields: Readonly<Row> = {}): string {
  return instance.insert('change_request', {
    number: 'CHG0030001',
    type: 'standard',
    state: '-1',
    'display.state': 'Implement',
    active: '1',
    approval: 'approved',
    on_hold: '0',
    conflict_status: 'No Conflict',
    ...fields,
  });
}

/** A build that waits for a change. @returns its sys_id */
export function registrationOf(
  instance: TestInstance,
  change: string,
  server: string,
  fields: Readonly<Row> = {},
): string {
  const key = `test:${instance.tables.all(REGISTRATION).length + 1}`;
  return instance.insert(REGISTRATION, {
    instance: 'globex',
    key,
    active_key: key,
    change,
    change_number: instance.row('change_request', change).number ?? '',
    build_id: BUILD,
    build_url: 'https://ci.example.com/build/1',
    ci: 'codefresh',
    server,
    target: JSON.stringify({ build_id: BUILD, gate: 'prod' }),
    token: `encrypted:${TOKEN}`,
    status: 'waiting',
    decision: 'pending',
    decided_by: 'rules',
    proceed_states: '-1',
    approval: 'approved',
    conflict: 'ignore',
    window: 'ignore',
    on_deadline: 'deny',
    ...fields,
  });
}

/** A registration that is decided and to be delivered. @returns its sys_id */
export function dueRegistration(
  instance: TestInstance,
  change: string,
  server: string,
  fields: Readonly<Row> = {},
): string {
  const due = { decided_at: instance.time(), next_attempt: instance.time(), attempts: '0' };
  const decided = { status: 'due', decision: 'approved', reason: 'CHG0030001 is in Implement' };
  return registrationOf(instance, change, server, { ...decided, ...due, ...fields });
}

/** A Codefresh with one build. */
export class Codefresh {
  /** Of the build. */
  status = 'pending-approval';
  /** Of the build after a decision. */
  statusAfter: string | null = null;
  /** What is answered instead of the truth; by the end of the URL. */
  readonly failing = new Map<string, Answer>();
  readonly decisions: string[] = [];
  /** What happens when the build is read. */
  onRead: () => void = () => {};

  answer = ({ url, method }: SentMessage): Answer => {
    for (const [end, answer] of this.failing) if (url.endsWith(end)) return answer;
    const [, decision] = /pending-approval\/(approve|deny)$/.exec(url) ?? [];
    if (decision !== undefined) {
      this.decisions.push(decision);
      this.status = this.statusAfter ?? (decision === 'approve' ? 'running' : 'denied');
      return { status: 200, body: '' };
    }
    if (/\/annotations/.test(url)) return { status: 200, body: method === 'GET' ? '[]' : '{}' };
    this.onRead();
    return { status: 200, body: JSON.stringify({ status: this.status }) };
  };
}
