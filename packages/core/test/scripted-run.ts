/** Runs an operation, from its inputs to its outputs, against a script of what the instance answers. */
import { expect } from 'vitest';
import type { BuildContext, GateOutputs } from '../src/adapter.ts';
import { GateError } from '../src/errors.ts';
import type { Http, HttpRequest } from '../src/http/http.ts';
import { changeSysIds } from '../src/operations/find/change-identity.ts';
import { run } from '../src/run.ts';

export const KEY = 'testci:build-1:change';
/** The sys_ids of the changes of this gate. */
export const [ID = '', SECOND_ID = ''] = changeSysIds(KEY);
export const PASSWORD = 'integration-pass';
export const TOKEN = 'callback-t0ken';

/** One request that the operation must send next, and what the instance answers to it. */
export interface Exchange {
  readonly expect: string;
  readonly answer: { readonly status: number; readonly body: unknown } | GateError;
}

/** Stands still, and counts what it slept. */
function stoppedClock() {
  let slept = 0;
  return {
    now: () => new Date(Date.UTC(2026, 2, 1, 12) + slept),
    sleep: async (milliseconds: number) => {
      slept += milliseconds;
    },
  };
}

/**
 * Runs an operation against a script of exchanges; every one must happen, in order.
 * @param keep what becomes of the outputs
 * @param context what the build tells of itself besides
 */
export async function runWith(
  raw: Record<string, string>,
  script: Exchange[],
  keep = (_outputs: GateOutputs) => {},
  context: Partial<BuildContext> = {},
) {
  const sent: HttpRequest[] = [];
  const lines: string[] = [];
  let outputs: GateOutputs | undefined;
  const remaining = [...script];
  const isAboutEvidence = script.some((exchange) => exchange.expect.endsWith(EVIDENCE_CHECKS));
  const clock = stoppedClock();
  const http: Http = async (request) => {
    const { pathname } = new URL(request.url);
    // An instance without the app, unless the script is about it.
    if (pathname === EVIDENCE_CHECKS && !isAboutEvidence) return NO_SUCH_API;
    sent.push(request);
    const next = remaining.shift();
    expect(`${request.method} ${pathname}`).toBe(next?.expect ?? 'no further request');
    if (next === undefined || next.answer instanceof GateError) throw next?.answer;
    return {
      status: next.answer.status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(next.answer.body),
    };
  };
  const exitCode = await run({
    env: {},
    readInputs: () => ({
      values: { 'instance-url': 'https://acme.service-now.com', username: 'ci', password: PASSWORD, ...raw },
      displayName: (name) => name,
    }),
    ownInputs: {},
    readContext: () => ({
      ci: 'testci',
      title: 'Test build 1',
      build: { id: 'build-1', url: 'https://ci.example/builds/1' },
      buildKey: 'build-1',
      server: 'https://ci.example/api',
      target: (gate) => ({ build: 'build-1', gate }),
      callback: true,
      ...context,
    }),
    createOutputs: () => ({
      mask: () => {},
      info: (line) => lines.push(line),
      warning: (line) => lines.push(`WARNING ${line}`),
      error: (line) => lines.push(`ERROR ${line}`),
      set: (values) => {
        outputs = values;
        keep(values);
      },
      report: async ({ markdown }) => void lines.push(markdown),
    }),
    http,
    clock,
  });
  expect(remaining).toEqual([]);
  return { exitCode, outputs, log: lines.join('\n'), sent };
}

export const TABLE = '/api/now/table/change_request';
export const LOOKUP = `GET ${TABLE}`;
export const CREATE = `POST ${TABLE}`;
export const PATCH = `PATCH ${TABLE}/${ID}`;
export const NEXT = `GET /api/sn_chg_rest/change/${ID}/nextstates`;
export const TASKS = 'GET /api/now/table/change_task';
export const EVIDENCE_CHECKS = '/api/x_change_gate/v1/evidence/checks';
export const REGISTER = 'POST /api/x_change_gate/v1/registrations';

export function record(values: Record<string, string>) {
  return shown({
    sys_id: ID,
    number: 'CHG0030001',
    type: 'normal',
    state: '-5',
    approval: 'not requested',
    active: 'true',
    on_hold: 'false',
    correlation_id: KEY,
    correlation_display: '',
    sys_created_by: 'ci',
    ...values,
  });
}

/** A row as the Table API gives it with raw and display values; what is `undefined` is hidden. */
export function shown(values: Record<string, string | undefined>) {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { value, display_value: LABELS[value] ?? value }]],
    ),
  );
}

const LABELS: Record<string, string> = {
  '-5': 'New',
  '-4': 'Assess',
  '-1': 'Implement',
  '0': 'Review',
  '3': 'Closed',
  '4': 'Canceled',
};

const NO_SUCH_API = {
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { message: 'Requested URI does not represent any resource', detail: null } }),
};

/** What was sent as JSON. */
export function bodyOf(request: HttpRequest | undefined) {
  return JSON.parse(String(request?.body));
}

export const ok = (result: unknown, status = 200) => ({ status, body: { result } });
export const no = (status: number, message: string, detail = '') => ({
  status,
  body: { error: { message, detail } },
});
export const registered = ok(
  { sys_id: 'r1', key: KEY, status: 'waiting', decision: 'pending', reason: '' },
  201,
);
export const assess = ok(record({ state: '-4', approval: 'requested' }));

/** What an instance may answer to a create where a change has its sys_id. */
export const TAKEN = no(403, 'Operation Failed', 'Unique Key violation detected by database');
