/** Where the instance is, and how to sign in: exactly one way (`sign-in/credentials.ts`). */
import * as z from 'zod/mini';
import { isLoopback } from '../http/loopback.ts';
import { type InputDeclarations, OPERATIONS } from './declaration.ts';
import { text } from './text.ts';

/** What goes into a header as it is. */
const headerValue = z.optional(
  z.string().check(z.regex(/^[!-~]+$/, 'must be one line of printable characters without spaces')),
);

export const CONNECTION_INPUTS = {
  'instance-url': {
    schema: z.pipe(
      z
        .url({ protocol: /^https?$/, error: 'must be a URL like https://acme.service-now.com', abort: true })
        .check(
          z.refine(
            isSafe,
            'must begin with https://, as whoever is in between could read the credentials; http:// is for this machine only (localhost, 127.0.0.0/8, [::1])',
          ),
          z.refine(
            isOrigin,
            'must be the address of the instance alone, like https://acme.service-now.com: requests go to its own paths, so leave out any path, query or user',
          ),
        ),
      z.transform((url) => new URL(url).origin),
    ),
    description: 'The ServiceNow instance, for example `https://acme.service-now.com`.',
    operations: OPERATIONS,
  },
  'app-scope': {
    schema: z.optional(
      z
        .string()
        .check(z.regex(/^x_[a-z0-9_]{1,16}$/, 'must be a scope like x_acme_gate, at most 18 characters')),
    ),
    description:
      'The scope of the Change Gate app on the instance, where your company has built the app under its own. Without it: `x_change_gate`.',
    operations: OPERATIONS,
  },
  username: {
    schema: text,
    description: 'The integration user that opens and closes changes.',
    operations: OPERATIONS,
  },
  password: {
    schema: text,
    description: 'The password of that user.',
    operations: OPERATIONS,
    secret: true,
  },
  'client-id': {
    schema: text,
    description:
      'OAuth client id. With the client secret alone: client credentials; with username and password, a refresh token or a JWT key: that grant.',
    operations: OPERATIONS,
  },
  'client-secret': {
    schema: text,
    description: 'OAuth client secret.',
    operations: OPERATIONS,
    secret: true,
  },
  'refresh-token': {
    schema: text,
    description: 'OAuth refresh token.',
    operations: OPERATIONS,
    secret: true,
  },
  'jwt-private-key': {
    schema: text,
    description:
      "RSA key that signs OAuth's JWT bearer assertion: PEM text, or the path of a file that holds it.",
    operations: OPERATIONS,
    secret: true,
  },
  'jwt-subject': {
    schema: text,
    description: 'The integration user, by the user field that the OAuth registry entry matches.',
    operations: OPERATIONS,
  },
  'jwt-key-id': {
    schema: text,
    description: 'The key id of the JWT verifier on the instance, where it has one.',
    operations: OPERATIONS,
  },
  'access-token': {
    schema: headerValue,
    description:
      'An OAuth access token that an earlier step got, or an ID token that the CI has signed for the job.',
    operations: OPERATIONS,
    secret: true,
  },
  'id-token-audience': {
    schema: text,
    description:
      'Signs in with ID tokens that the CI signs for this job, for this audience: the Client ID of the OIDC registry entry on the instance, for example `change-gate`.',
    operations: OPERATIONS,
  },
  'api-key': {
    schema: headerValue,
    description: 'A ServiceNow API key, sent as `x-sn-apikey`.',
    operations: OPERATIONS,
    secret: true,
  },
  'client-certificate': {
    schema: text,
    description:
      'Client certificate for mutual TLS, alone or with another sign-in: PEM text, or the path of a file.',
    operations: OPERATIONS,
  },
  'client-key': {
    schema: text,
    description: 'The key of the client certificate: PEM text, or the path of a file.',
    operations: OPERATIONS,
    secret: true,
  },
  'ca-certificate': {
    schema: text,
    description:
      "Certificate of a private authority that signed the instance's or the proxy's: PEM text, or the path of a file.",
    operations: OPERATIONS,
  },
} as const satisfies InputDeclarations;

/** Nothing of the URL may be dropped in silence: credentials would go to another place than it says. */
function isOrigin(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.href === `${parsed.origin}/`;
}

function isSafe(url: string): boolean {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'https:' || isLoopback(hostname ?? '');
}
