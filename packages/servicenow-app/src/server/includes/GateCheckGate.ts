/**
 * What this instance sees of a gate that nobody has registered: whether its CI server is listed, is reached, takes the token, shows
 * the gate, and would take an answer. Nothing is stored, and no decision is sent.
 *
 * Whoever may ask could register just as well, and by the same rules: a server that is listed, a token of their own or a
 * credential that they may use.
 */
import type {
  ApprovalAnswer,
  ApprovalApi,
  ApprovalHttp,
  ApprovalHttpResponse,
} from '@change-gate/core/approval';
import {
  broken,
  findings,
  holds,
  obstacle,
  reached,
  type Seen,
  uncertain,
  unseen,
} from '@change-gate/core/approval-findings';
import type { CheckQuestion, Finding } from '@change-gate/core/check';
import * as GateCall from './GateCall.ts';
import * as GateCircuit from './GateCircuit.ts';
import * as GateCredentials from './GateCredentials.ts';
import * as GateHttp from './GateHttp.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateLease from './GateLease.ts';
import * as GateServers from './GateServers.ts';
import * as GateTime from './GateTime.ts';

/** A gate of a question, checked. */
export type Gate = NonNullable<CheckQuestion['gate']>;

const LISTED = { id: 'ci-server.listed', title: 'CI server in the list of those that this instance calls' };

/** Milliseconds in which requests may begin: the pipeline waits for them. */
const BUDGET_MS = 20_000;

/** Looks, in the order of the findings. @param api the approval API of the gate's CI */
export function look(gate: Gate, api: ApprovalApi): Finding[] {
  const server = attempt(() => GateServers.find(gate.ci, gate.server));
  if ('outcome' in server) return [named(server)].concat(findings([], LISTED.title));
  return [named(holds(`${server.baseUrl} is listed, as ${server.name}.`))].concat(examine(gate, api, server));
}

function named(seen: Seen): Finding {
  return Object.assign({}, LISTED, seen);
}

function examine(gate: Gate, api: ApprovalApi, server: GateServers.CiServer): Finding[] {
  const unsupported = GateHttp.unsupported();
  if (unsupported !== '')
    return findings([broken(unsupported, 'Upgrade this instance.', 'ServiceNow admin')]);
  const credential = attempt(() =>
    GateCredentials.find(gate.credential, server, api.answeredBy?.(gate.target)),
  );
  if (typeof credential !== 'string') return findings([NOTHING_SENT, credential]);
  let opening: ApprovalHttpResponse | null = null;
  const said = GateCircuit.callAside(server.sysId, () =>
    GateCall.makeAt(
      {
        api,
        server,
        target: () => gate.target,
        budget: Math.min(BUDGET_MS, GateLease.budget()),
        open: ({ http }) => {
          const watched = watching(http, (response) => {
            opening = response;
          });
          return 'token' in gate.credential
            ? { token: gate.credential.token, release: () => {} }
            : GateCredentials.openKept(credential, server.sysId, () => gate.target, {
                api,
                http: watched,
                baseUrl: server.baseUrl,
              });
        },
      },
      (call) => {
        const appId = GateCredentials.appIdOf(credential);
        const now = Math.floor(GateTime.milliseconds() / 1000);
        const request = Object.assign({ appId, now, midServer: server.midServer }, call);
        const found = api.examine(request, call.http).map((finding) => cleaned(finding, call.clean));
        return { outcome: 'waits' as const, detail: '', found };
      },
    ),
  );
  if (said === 'busy') return findings([BUSY]);
  if (said === 'silent') return findings([unseen(GateCircuit.problemOf(server.sysId))]);
  return 'found' in said ? said.found : findings(notOpened(said, opening, server));
}

const NOTHING_SENT = unseen('Nothing was sent, as there is no token to send.');

const BUSY = uncertain(
  'Another check calls this CI server at this moment.',
  'Check again in a minute.',
  'pipeline author',
);

/** What stands for a token that could not be had. @param response of the CI, where it was asked for one */
function notOpened(
  answer: ApprovalAnswer,
  response: ApprovalHttpResponse | null,
  { name, baseUrl, midServer }: GateServers.CiServer,
): Seen[] {
  if (GateCall.isFaulty(answer)) return [unseen(answer.detail)];
  const token =
    answer.outcome === 'refused'
      ? broken(answer.detail, 'Put the credential right in "CI credentials".', 'Change Gate admin')
      : unseen(answer.detail);
  if (response === null) return [NOTHING_SENT, token];
  const asked = { server: baseUrl, midServer };
  const blocked = obstacle(name, asked, response);
  return blocked === null ? [reached(name, asked), token] : [blocked];
}

function watching(http: ApprovalHttp, seen: (response: ApprovalHttpResponse) => void): ApprovalHttp {
  return {
    send: (request) => {
      const response = http.send(request);
      seen(response);
      return response;
    },
  };
}

/** What `act` gives, or its error as a registration would get it. */
function attempt<Result>(act: () => Result): Result | Seen {
  try {
    return act();
  } catch (error) {
    if (!GateHttpError.is(error) || error.remedy === undefined) throw error;
    return broken(error.what, error.remedy, 'Change Gate admin');
  }
}

/** What the CI said stands in these alone. */
function cleaned(finding: Finding, clean: (text: string) => string): Finding {
  const { detail, remedy } = finding;
  const texts = { detail: clean(detail) };
  return Object.assign(
    {},
    finding,
    remedy === undefined ? texts : Object.assign(texts, { remedy: clean(remedy) }),
  );
}
