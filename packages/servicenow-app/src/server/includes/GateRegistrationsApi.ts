/** REST API `/api/x_change_gate/v1/registrations`. */
import * as GateHttpError from './GateHttpError.ts';
import * as GateRegistrations from './GateRegistrations.ts';
import * as GateRequest from './GateRequest.ts';
import * as GateStream from './GateStream.ts';

/** POST: 201 with Location for a new registration, 200 when its key was active for this very gate. */
export function create(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const wanted = GateRequest.parse(
      GateRequest.parseJson(request.body.dataString, GateRequest.REGISTRATION_MAX_LENGTH),
    );
    const { created, sysId } = GateRegistrations.register(wanted);
    if (created) response.setLocation(`/api/x_change_gate/v1/registrations/${sysId}`);
    response.setStatus(created ? 201 : 200);
    const registration = GateRegistrations.read(sysId) ?? {};
    const { position } = wanted;
    response.setBody(
      position === undefined
        ? registration
        : Object.assign({ base: GateStream.base(position.stream) }, registration),
    );
  });
}

/** GET by sys_id. */
export function read(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const sysId = GateRequest.sysId(request.pathParams.sys_id);
    response.setBody(GateRegistrations.read(sysId) ?? missing(`with sys_id ${sysId}`));
  });
}

/** GET by key: `?key=`. */
export function find(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    // Query parameters are arrays.
    const key = GateRequest.key(request.queryParams.key?.[0]);
    response.setBody(GateRegistrations.findByKey(key) ?? missing(`with key ${key}`));
  });
}

/** DELETE by sys_id: withdraws, and answers with the registration; one that has ended stays as it is. */
export function withdraw(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const sysId = GateRequest.sysId(request.pathParams.sys_id);
    if (!GateRegistrations.withdraw(sysId)) missing(`with sys_id ${sysId}`);
    response.setBody(GateRegistrations.read(sysId) ?? {});
  });
}

function missing(which: string): never {
  throw GateHttpError.create(
    404,
    'Registration not found',
    `There is no registration ${which} that ${gs.getUserName()} has made.`,
  );
}
