/** Puts the sign-in together that the inputs describe. */
import type { BuildContext, DisplayName } from '../adapter.ts';
import { GateError } from '../errors.ts';
import type { Http } from '../http/http.ts';
import { createAssertion } from './assertion.ts';
import { type CredentialInputs, chooseSignInMethod } from './credentials.ts';
import { jobIdTokens } from './job-id-tokens.ts';
import { type Grant, type OAuthOptions, oauth } from './oauth.ts';
import { apiKey, basic, basicToken, bearer, clientCertificate, type SignIn } from './sign-in.ts';

export interface SignInOptions extends OAuthOptions {
  readonly instanceUrl: string;
  readonly displayName: DisplayName;
  /** PEM, where the method needs one. */
  readonly jwtPrivateKey: string | undefined;
  readonly idToken: BuildContext['idToken'];
  /** For requests to the CI. */
  readonly ciHttp: Http;
}

/** @throws GateError INVALID_INPUT unless the inputs describe exactly one sign-in method; NO_ID_TOKEN */
export function createSignIn(inputs: CredentialInputs, options: SignInOptions): SignIn {
  // Whatever the method needs is set: that is what choosing it means.
  const value = (name: keyof CredentialInputs) => inputs[name] ?? '';
  const { clock, instanceUrl, mask, displayName } = options;
  const client = { client_id: value('client-id'), client_secret: value('client-secret') };
  const method = chooseSignInMethod(inputs, displayName);
  const grant = (type: string, fields: Record<string, string>, remedy: string): Grant => ({
    instanceUrl,
    identity: [type, ...Object.values(client), ...Object.values(fields)],
    form: () => ({ grant_type: type, ...client, ...fields }),
    repeatable: true,
    remedy,
  });

  switch (method) {
    case 'basic':
      mask(basicToken(value('username'), value('password')));
      return basic(value('username'), value('password'));
    case 'access token':
      return bearer(value('access-token'));
    case 'id token': {
      const source = options.idToken?.(value('id-token-audience'));
      if (source === undefined) throw noIdToken(displayName);
      if (typeof source !== 'string') return jobIdTokens(source, options.ciHttp, clock, mask);
      mask(source);
      return bearer(source);
    }
    case 'api key':
      return apiKey(value('api-key'));
    case 'client certificate':
      return clientCertificate();
    case 'oauth client':
      return oauth(
        grant(
          'client_credentials',
          {},
          'Check the client id and secret, that the OAuth registry entry names an "OAuth Application User", and that the property glide.oauth.inbound.client.credential.grant_type.enabled is true.',
        ),
        options,
      );
    case 'oauth password':
      return {
        ...oauth(
          grant(
            'password',
            { username: value('username'), password: value('password') },
            'Check the client id and secret, and the username and password of the integration user.',
          ),
          options,
        ),
        userName: value('username'),
      };
    case 'oauth refresh':
      return oauth(
        grant(
          'refresh_token',
          { refresh_token: value('refresh-token') },
          'Check the client id and secret; the refresh token may have expired or been revoked.',
        ),
        options,
      );
    case 'oauth jwt': {
      const type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
      const assertion = {
        clientId: client.client_id,
        subject: value('jwt-subject'),
        keyId: inputs['jwt-key-id'],
        privateKey: options.jwtPrivateKey ?? '',
      };
      return oauth(
        {
          ...grant(
            type,
            {},
            'Check the client id and secret, and the JWT verifier of the OAuth registry entry: its certificate, its key id, and the user field that the subject must match.',
          ),
          identity: [type, client.client_id, assertion.subject],
          form: () => {
            const signed = createAssertion(assertion, clock.now());
            mask(signed);
            return { grant_type: type, ...client, assertion: signed };
          },
          repeatable: false,
        },
        options,
      );
    }
  }
}

/** The same, where a job that gets no ID token fails with its first request. @throws GateError INVALID_INPUT */
export function lateSignIn(inputs: CredentialInputs, options: SignInOptions): SignIn {
  try {
    return createSignIn(inputs, options);
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'NO_ID_TOKEN') throw error;
    return { headers: () => Promise.reject(error), remedy: '' };
  }
}

function noIdToken(displayName: DisplayName): GateError {
  return new GateError(
    'NO_ID_TOKEN',
    `${displayName('id-token-audience')}: this script's build says nothing of ID tokens.`,
    { remedy: 'Whoever wrote it gives its BuildContext the function idToken.' },
  );
}
