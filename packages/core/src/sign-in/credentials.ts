/** Which sign-in method the inputs describe: exactly one. */
import type { DisplayName } from '../adapter.ts';
import { invalidInput } from '../errors.ts';
import type { Inputs } from '../inputs.ts';

/** The inputs of each method; all of its `needs` are set, and of the others only what it `allows`. */
const METHODS = {
  basic: { needs: ['username', 'password'], allows: [] },
  'oauth password': { needs: ['client-id', 'client-secret', 'username', 'password'], allows: [] },
  'oauth refresh': { needs: ['client-id', 'client-secret', 'refresh-token'], allows: [] },
  'oauth jwt': {
    needs: ['client-id', 'client-secret', 'jwt-private-key', 'jwt-subject'],
    allows: ['jwt-key-id'],
  },
  'oauth client': { needs: ['client-id', 'client-secret'], allows: [] },
  'access token': { needs: ['access-token'], allows: [] },
  'id token': { needs: ['id-token-audience'], allows: [] },
  'api key': { needs: ['api-key'], allows: [] },
} as const satisfies Record<string, { needs: readonly Name[]; allows: readonly Name[] }>;

const NAMES = [
  'username',
  'password',
  'client-id',
  'client-secret',
  'refresh-token',
  'jwt-private-key',
  'jwt-subject',
  'jwt-key-id',
  'access-token',
  'id-token-audience',
  'api-key',
] as const;

type Name = (typeof NAMES)[number];

export type CredentialInputs = Pick<Inputs, Name | 'client-certificate' | 'client-key'>;

/** How the integration user signs in. `client certificate` is nothing but the certificate of the connection. */
export type SignInMethod = keyof typeof METHODS | 'client certificate';

/** @throws GateError INVALID_INPUT that names what was found and what is missing */
export function chooseSignInMethod(inputs: CredentialInputs, displayName: DisplayName): SignInMethod {
  const { 'client-certificate': certificate, 'client-key': key } = inputs;
  if ((certificate === undefined) !== (key === undefined)) {
    const missing = certificate === undefined ? 'client-certificate' : 'client-key';
    throw invalidInput([
      `${displayName(missing)}: is required, as a certificate and its key belong together`,
    ]);
  }
  const found = NAMES.filter((name) => inputs[name] !== undefined);
  if (found.length === 0 && certificate !== undefined) return 'client certificate';

  const methods = Object.entries(METHODS) as [keyof typeof METHODS, Needs][];
  const match = methods.find(
    ([, method]) => missing(method, found).length === 0 && extra(method, found).length === 0,
  );
  if (match !== undefined) return match[0];
  throw invalidInput([problem(found, methods, displayName)]);
}

interface Needs {
  readonly needs: readonly Name[];
  readonly allows: readonly Name[];
}

function missing({ needs }: Needs, found: readonly Name[]): Name[] {
  return needs.filter((name) => !found.includes(name));
}

function extra({ needs, allows }: Needs, found: readonly Name[]): Name[] {
  return found.filter((name) => !needs.includes(name) && !allows.includes(name));
}

function problem(found: readonly Name[], methods: [string, Needs][], displayName: DisplayName): string {
  const list = (names: readonly string[]) => names.map(displayName).join(' + ');
  const choices = [
    ...methods.map(([, { needs }]) => list(needs)),
    list(['client-certificate', 'client-key']),
  ];
  if (found.length === 0) {
    return `No credentials for ServiceNow were found. Set one of: ${choices.join('; ')}`;
  }
  // The method that was probably meant needs the least to become complete.
  const [closest] = methods
    .map(([, method]) => ({ missing: missing(method, found), extra: extra(method, found) }))
    .sort((a, b) => a.missing.length + a.extra.length - (b.missing.length + b.extra.length));
  const advice = [
    ...(closest?.missing ?? []).map((name) => `${displayName(name)} is missing`),
    ...(closest?.extra ?? []).map((name) => `${displayName(name)} belongs to another way to sign in`),
  ];
  return `The credentials must fit one way to sign in to ServiceNow; found ${found.map(displayName).join(', ')}: ${advice.join(', ')}. The ways are: ${choices.join('; ')}`;
}
