/** One call of an approval API: with its credential, which is released afterwards and stays out of the answer. */
import type {
  ApprovalAnswer,
  ApprovalApi,
  ApprovalHttp,
  ApprovalLook,
  CallToken,
} from '@change-gate/core/approval';
import { secretForms, withoutForms } from '@change-gate/core/secret-forms';
import * as GateApprovalApis from './GateApprovalApis.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateCredentials from './GateCredentials.ts';
import * as GateHttp from './GateHttp.ts';
import * as GateLease from './GateLease.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** What is called, and with what. */
export interface Call {
  readonly api: ApprovalApi;
  /** API base URL. */
  readonly server: string;
  readonly target: Readonly<Record<string, string>>;
  readonly token: string;
  readonly http: ApprovalHttp;
  /** Takes the token out of a text. */
  readonly clean: (text: string) => string;
}

/** A gate that is called: what a registration holds, or what may be registered. */
export interface Gate {
  readonly api: ApprovalApi;
  readonly server: GateServers.CiServer;
  readonly target: () => Readonly<Record<string, string>>;
  /** Milliseconds in which requests may begin. */
  readonly budget: number;
  readonly open: (caller: GateCredentials.Caller) => CallToken | ApprovalAnswer;
}

/**
 * Calls the CI server of a registration, with its credential and within its lease, and takes note of whether the server
 * answers. Sends no decision. Never throws.
 *
 * @param row a registration
 * @param act makes the call; what it throws, no CI server has caused: the call is refused, and waits for an admin
 * @returns what `act` answers, or why the call could not be made
 */
export function make<Answer extends ApprovalLook>(
  row: GlideRecord,
  act: (call: Call) => Answer,
): Answer | ApprovalAnswer {
  return makeDeciding(row, act, () => false);
}

/** As `make`, of a gate that nobody has registered: whether its server answers is told to nobody else. */
export function makeAt<Answer extends ApprovalLook>(
  gate: Gate,
  act: (call: Call) => Answer,
): Answer | ApprovalAnswer {
  return guarded(
    (way) => call(gate, way, act, () => {}),
    () => false,
  );
}

/**
 * As `make`, and may send a decision.
 *
 * @param storeDeparture stores how far the decision comes; returns whether that was stored, and only then it leaves
 */
export function makeDeciding<Answer extends ApprovalLook>(
  row: GlideRecord,
  act: (call: Call) => Answer,
  storeDeparture: (departure: GateHttp.Departure) => boolean,
): Answer | ApprovalAnswer {
  return guarded((way) => {
    const api = GateApprovalApis.find(row.getValue('ci') ?? '');
    const server = GateServers.get(row.getValue('server') ?? '');
    if (api === null || server === null)
      return { outcome: 'refused', detail: 'The CI server is not in the active "CI servers" any more.' };
    const target = () => JSON.parse(row.getValue('target') || '{}');
    const open = (caller: GateCredentials.Caller) => GateCredentials.open(row, caller);
    return call({ api, server, target, open, budget: GateLease.budget() }, way, act, (isAnswered) =>
      GateCircuit.note(server.sysId, isAnswered),
    );
  }, storeDeparture);
}

interface Way {
  store(departure: GateHttp.Departure): boolean;
  attempt<Result>(act: () => Result): Result | ApprovalAnswer;
}

/** What no CI server has caused ends in an answer too. */
function guarded<Answer extends ApprovalLook>(
  act: (way: Way) => Answer | ApprovalAnswer,
  storeDeparture: (departure: GateHttp.Departure) => boolean,
): Answer | ApprovalAnswer {
  let hasLeft = false;
  const attempt = <Result>(attempted: () => Result): Result | ApprovalAnswer => {
    try {
      return attempted();
    } catch (error) {
      // Nothing here heals by being tried again; but a decision that has left may have arrived, which a look shows.
      return faulty(hasLeft ? 'unanswered' : 'refused', GatePlatform.fault(error));
    }
  };
  const store = (departure: GateHttp.Departure) => {
    const isStored = storeDeparture(departure);
    hasLeft = hasLeft || isStored;
    return isStored;
  };
  const answer = attempt(() => act({ store, attempt }));
  return Object.assign({}, answer, { detail: answer.detail.substring(0, 1000) });
}

/** @param note takes note of whether the server answers */
function call<Answer extends ApprovalLook>(
  gate: Gate,
  way: Way,
  act: (call: Call) => Answer,
  note: (isAnswered: boolean) => void,
): Answer | ApprovalAnswer {
  const unsupported = GateHttp.unsupported();
  if (unsupported !== '') return faulty('refused', unsupported);
  const { server } = gate;
  let isAnswered: boolean | null = null;
  const unbounded = GateHttp.connect(server.baseUrl, server.midServer, (answered) => {
    isAnswered = answered;
  });
  const said = callWith(gate, way, unbounded, act);
  if (isAnswered !== null) note(isAnswered);
  return said;
}

/** An answer that no CI has given: this instance, or the app, is at fault. */
export function isFaulty(answer: ApprovalLook): boolean {
  return 'isFault' in answer;
}

function faulty(outcome: 'refused' | 'unanswered', detail: string): ApprovalAnswer {
  return Object.assign({ outcome, detail }, { isFault: true });
}

function callWith<Answer extends ApprovalLook>(
  { api, server, target, budget, open }: Gate,
  { store, attempt }: Way,
  unbounded: GateHttp.Http,
  act: (call: Call) => Answer,
): Answer | ApprovalAnswer {
  const begun = GateTime.milliseconds();
  // A credential is opened and released whatever the time; what that takes is part of the attempt.
  const credential = open({ api, http: unbounded, baseUrl: server.baseUrl });
  if ('outcome' in credential) return credential;
  const { token } = credential;
  const forms = secretForms(token);
  // The CI may echo what it was sent.
  const clean = (text: string) => withoutForms(text, forms, '(token)');
  const told = GateHttp.withWordOfDecision(unbounded, server.midServer === '' ? 'sent' : 'queued', store);
  const bounded = GateHttp.withBudget(told, budget, GateTime.milliseconds, begun);
  const http = GateHttp.withRedaction(bounded, clean);
  const answer = attempt(() => act({ api, server: server.baseUrl, target: target(), token, http, clean }));
  // A token that cannot be revoked ends by itself; the answer counts all the same.
  attempt(() => credential.release());
  return Object.assign({}, answer, { detail: clean(answer.detail) });
}
