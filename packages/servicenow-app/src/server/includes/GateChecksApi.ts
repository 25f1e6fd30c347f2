/** REST API `/api/x_change_gate/v1/checks`. */
import type { CheckAnswer, CheckQuestion } from '@change-gate/core/check';
import * as GateApp from './GateApp.ts';
import * as GateCheckGate from './GateCheckGate.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRequest from './GateRequest.ts';
import * as GateRoles from './GateRoles.ts';
import * as GateSelfTest from './GateSelfTest.ts';
import * as GateTime from './GateTime.ts';

/** POST: what a pipeline would find here. Stores nothing, so each question is answered anew. */
export function create(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const body = GateRequest.parseJson(request.body.dataString, GateRequest.REGISTRATION_MAX_LENGTH);
    response.setBody(answer(parse(body)));
  });
}

/** Checks a question. @throws a 400 HttpError that names the field and what it must be */
export function parse(body: GateRequest.Fields): CheckQuestion {
  GateRequest.only(body, 'body', ['gate']);
  if (body.gate === undefined) return {};
  const gate = GateRequest.object(body.gate, 'gate');
  GateRequest.only(gate, 'gate', ['ci', 'server', 'target', 'credential']);
  const api = GateRequest.approvalApi(gate.ci);
  return {
    gate: {
      ci: api.ci,
      server: GateRequest.server(gate.server),
      target: GateRequest.partOfTarget(gate.target, api),
      credential: GateRequest.credentialOf(GateRequest.object(gate.credential, 'credential')),
    },
  };
}

function answer({ gate }: CheckQuestion): CheckAnswer {
  return {
    app: { version: GateApp.VERSION, scope: 'x_change_gate' },
    instance: {
      release: GateApp.release(),
      name: gs.getProperty('instance_name', ''),
      time: GateTime.now(),
    },
    user: { name: gs.getUserName(), roles: GateRoles.held() },
    gate: gate === undefined ? [] : GateCheckGate.look(gate, GateRequest.approvalApi(gate.ci)),
    selfTest: GateSelfTest.last(),
  };
}
