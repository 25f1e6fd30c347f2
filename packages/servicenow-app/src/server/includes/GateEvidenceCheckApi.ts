/** REST API `/api/x_change_gate/v1/evidence/checks`. */
import {
  DIGEST_PATTERN,
  type EvidenceQuestion,
  MAX_ARTIFACTS,
  SEPARATION_RULES,
} from '@change-gate/core/evidence';
import * as GateEvidenceCheck from './GateEvidenceCheck.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRequest from './GateRequest.ts';

/** Characters; far above any real question. */
const MAX_LENGTH = 16_000;

/** POST: what forbids a deployment, and what is known of its change. The same question, asked again, is noted once. */
export function create(request: RestRequest, response: RestResponse): void {
  GateHttpError.answer(response, () => {
    const question = parse(GateRequest.parseJson(request.body.dataString, MAX_LENGTH));
    response.setBody(GateEvidenceCheck.check(question));
  });
}

/** Checks a question. @throws a 400 HttpError that names the field and what it must be */
export function parse(body: GateRequest.Fields): EvidenceQuestion {
  const { emergency } = body;
  return {
    change: GateRequest.string(body.change, 'change', /^[0-9a-f]{32}$/, '32 hex digits'),
    key: GateRequest.key(body.key),
    build_url: GateRequest.buildUrl(body.build_url, 'build_url'),
    repository: GateRequest.string(
      body.repository,
      'repository',
      /^[^\r\n]{0,500}$/,
      'one line of 500 characters at most',
    ),
    commit: GateRequest.string(body.commit, 'commit', /^(?:[0-9A-Fa-f]{7,64})?$/, 'a SHA, or empty'),
    artifacts: artifacts(body.artifacts),
    rollback: flag(body.rollback, 'rollback'),
    separation: GateRequest.oneOf(body.separation, 'separation', SEPARATION_RULES),
    ...(emergency === undefined
      ? {}
      : { emergency: emergencyOf(GateRequest.object(emergency, 'emergency')) }),
  };
}

function artifacts(value: unknown): string[] {
  const expected = `a list of ${MAX_ARTIFACTS} at most, each sha256:<64 hex digits> with or without name@ before it`;
  if (!Array.isArray(value) || value.length > MAX_ARTIFACTS)
    return GateRequest.invalid('artifacts', expected);
  return value.map((one) => GateRequest.string(one, 'artifacts', DIGEST_PATTERN, expected));
}

function emergencyOf({ reason, incident }: GateRequest.Fields): NonNullable<EvidenceQuestion['emergency']> {
  return {
    reason: GateRequest.string(
      reason,
      'emergency.reason',
      /^(?=[\s\S]*\S)[\s\S]{1,1000}$/,
      '1 to 1000 characters',
    ),
    incident: GateRequest.string(
      incident,
      'emergency.incident',
      /^[A-Z]{1,20}\d{1,20}$/,
      'the number of an incident, like INC0010001',
    ),
  };
}

function flag(value: unknown, name: string): boolean {
  return value === true || value === false ? value : GateRequest.invalid(name, 'true or false');
}
