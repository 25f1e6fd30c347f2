/**
 * REST API `/api/x_change_gate/codefresh/callback`, for pipelines that use Codefresh's original ServiceNow step:
 * its body, its order of checks and its answers, on top of the same registrations. The API at the original's own address, which is
 * in the global scope, calls this too (`build/original-step.ts`).
 *
 * Body: `{ cr_number, cf_build_id, cf_token, cf_url, cr_policy?, ci_system?, cf_runtime? }`. Answers: 200 without a body; errors as
 * `{ status: "Error", details: { errors: [{ code, message }] } }`, which the instance wraps in `result`, or does not.
 */
import * as GateChange from './GateChange.ts';
import * as GateDecision from './GateDecision.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateRegistrations from './GateRegistrations.ts';
import * as GateRequest from './GateRequest.ts';

/** In the order in which the original looks for them; empty counts as missing. */
const REQUIRED = ['cf_build_id', 'cr_number', 'cf_token', 'cf_url'];

export function create(request: RestRequest, response: RestResponse): void {
  try {
    requireRole();
    const body = GateRequest.parseJson(request.body.dataString, GateRequest.REGISTRATION_MAX_LENGTH);
    const required = body.ci_system === 'workflow' ? REQUIRED.concat('cf_runtime') : REQUIRED;
    const missing = required.find((name) => !body[name]);
    if (missing !== undefined) {
      fail(response, 404, 404, `Missing ${missing}`);
      return;
    }
    GateRegistrations.register(registration(body));
    response.setStatus(200);
  } catch (error) {
    if (GateHttpError.is(error)) {
      // The prefix tells a pipeline that the app refused, not the platform.
      fail(response, error.status, error.status, `Change Gate: ${error.message}: ${error.detail}`);
      return;
    }
    const cause = GatePlatform.isFault(error) ? GatePlatform.fault(error) : error;
    gs.error(`Change Gate could not take a Codefresh callback: ${cause}`);
    // The original, too, answers HTTP 400 with code 404 in the body.
    fail(response, 400, 404, 'Unable to process the request');
  }
}

/** What the API in the global scope lets in is any user, as the original's does. */
function requireRole(): void {
  if (gs.hasRole('x_change_gate.pipeline')) return;
  throw GateHttpError.create(
    403,
    'Role missing',
    `${gs.getUserName()} lacks the role x_change_gate.pipeline; an admin of the instance gives it.`,
  );
}

function registration(body: Readonly<Record<string, unknown>>): GateRequest.Registration {
  // The original sends workflows of another product here, by name; nothing of this app could resume them.
  if (body.ci_system && body.ci_system !== 'classic') {
    throw GateHttpError.create(400, 'Invalid ci_system', 'Only classic Codefresh builds can be registered.');
  }
  const number = String(body.cr_number);
  const build = String(body.cf_build_id);
  const url = String(body.cf_url).replace(/\/+$/, '');
  const wanted = (sysId: string) => ({
    change: { number, sys_id: sysId },
    build: { id: build, url: `${url}/build/${build}` },
    ci: 'codefresh',
    server: `${url}/api`,
    target: { build_id: build, gate: number },
    credential: { token: body.cf_token },
    policy: {
      proceed_states: GateDecision.DEFAULT_POLICY.proceedStates,
      // The original looks at the state alone.
      approval: 'state',
      conflict: body.cr_policy || 'ignore',
      window: 'ignore',
      deadline: '',
    },
    key: `codefresh:${build}:${number}`,
  });
  // The number reaches a query only after its shape has been checked.
  GateRequest.parse(wanted('0'.repeat(32)));
  const change = GateChange.findVisible('number', number);
  if (change === null) {
    throw GateHttpError.create(
      404,
      'Change request not found',
      `There is no ${number}, or ${gs.getUserName()} may not read it.`,
    );
  }
  return GateRequest.parse(wanted(change.sysId));
}

/**
 * With `setBody`, as the original's script (update set 1.3.1 in codefresh-io/argo-hub): whether an instance wraps the body of
 * an error in `result` is not documented, and so both answer alike on every instance.
 */
function fail(response: RestResponse, status: number, code: number, message: string): void {
  response.setBody({ status: 'Error', details: { errors: [{ code, message }] } });
  response.setStatus(status);
}
