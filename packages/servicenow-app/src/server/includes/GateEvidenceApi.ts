/** REST API `/api/x_change_gate/v1/evidence`. */
import * as GateEvidence from './GateEvidence.ts';
import * as GateEvidenceRequest from './GateEvidenceRequest.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRequest from './GateRequest.ts';
import * as GateStream from './GateStream.ts';

/** POST: records what a change is approved by. */
export function create(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const body = GateRequest.parseJson(request.body.dataString, GateEvidenceRequest.MAX_LENGTH);
    response.setBody(GateEvidence.record(GateEvidenceRequest.parse(body)));
  });
}

/** GET: what the caller's stream has deployed last: `?stream=`. */
export function find(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    // Query parameters are arrays.
    const stream = GateRequest.stream(GateRequest.fromJava(request.queryParams.stream?.[0]), 'stream');
    response.setBody({ base: GateStream.base(stream) });
  });
}
