/** Each way to sign in, and what is wrong with some. */
import { generateKeyPairSync } from 'node:crypto';
import { CLIENT_CREDENTIALS_PROPERTY, USERS } from '@change-gate/sandbox';
import type { Inputs, Instance } from '../../core/instance.ts';
import { registerOidcProvider } from '../../environment/oidc-provider.ts';
import type { Configuration } from './configuration.ts';

const { userName: username, password } = USERS.integration;

const ISSUING_WORKFLOW = `
on: push
jobs:
  job:
    runs-on: ubuntu-latest
    permissions: {id-token: write}
    outputs: {token: "\${{ steps.servicenow.outputs.token }}"}
    steps:
      - id: servicenow
        run: |
          url="$ACTIONS_ID_TOKEN_REQUEST_URL&audience=change-gate"
          token=$(curl -sSf -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$url" | sed 's/.*"value":"//; s/".*//')
          echo "token=$token" >> "$GITHUB_OUTPUT"
`;

const GITHUB = { users: ['dev'], repositories: [{ owner: 'globex', name: 'shop', collaborators: {} }] };

/** @param isOnce whether the instance takes an ID token for one request alone */
const idToken =
  (isOnce: boolean) =>
  async ({ sandbox }: Instance): Promise<Inputs> => {
    const issuer = `${sandbox.github.url}/_oidc`;
    const claim = { userClaim: 'repository', userField: 'employee_number', value: 'globex/shop' };
    registerOidcProvider(sandbox, { issuer, ...claim, isOnce });
    sandbox.github.writeWorkflow('token.yml', ISSUING_WORKFLOW);
    const run = sandbox.github.push();
    await run.finished;
    return { 'access-token': run.outputs.job?.token };
  };

type Application = Parameters<Instance['serviceNow']['credentials']['registerApplication']>[0];

function application({ serviceNow }: Instance, more: Partial<Application> = {}): Inputs {
  const { clientId, clientSecret } = serviceNow.credentials.registerApplication({
    name: 'Pipeline',
    user: username,
    ...more,
  });
  return { 'client-id': clientId, 'client-secret': clientSecret };
}

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const jwt =
  (subject: string) =>
  (instance: Instance): Inputs => ({
    ...application(instance, { jwt: { userField: 'user_name', keys: { 'key-1': publicKey } } }),
    'jwt-private-key': privateKey,
    'jwt-subject': subject,
    'jwt-key-id': 'key-1',
  });

const REFUSED = { says: ['sign-in.accepted'], fails: /open: .*UNAUTHENTICATED/s };

export const SIGN_INS: readonly Configuration[] = [
  {
    name: 'client credentials',
    signIn(instance) {
      instance.serviceNow.setProperty(CLIENT_CREDENTIALS_PROPERTY, 'true');
      return application(instance);
    },
  },
  { name: 'client credentials, which the instance does not grant', signIn: application, ...REFUSED },
  { name: 'an OAuth password', signIn: (instance) => ({ ...application(instance), username, password }) },
  {
    name: 'another OAuth password',
    signIn: (instance) => ({ ...application(instance), username, password: 'no' }),
    ...REFUSED,
  },
  { name: 'a JWT', signIn: jwt(username) },
  { name: 'a JWT of somebody else', signIn: jwt('nobody'), ...REFUSED },
  {
    name: 'an API key',
    signIn: ({ serviceNow }) => ({ 'api-key': serviceNow.credentials.issueApiKey(username) }),
  },
  { name: 'another API key', signIn: () => ({ 'api-key': 'x-no-such-key' }), ...REFUSED },
  {
    name: 'a client certificate',
    tls: true,
    async signIn({ serviceNow: { credentials } }) {
      const { cert, key } = await credentials.issueClientCertificate(username);
      return { 'ca-certificate': credentials.authorityPem, 'client-certificate': cert, 'client-key': key };
    },
  },
  {
    name: 'an authority that is not known',
    tls: true,
    signIn: () => ({ username, password }),
    says: ['instance.reached'],
    fails: /open: .*CERTIFICATE_REFUSED/s,
  },
  { name: 'an ID token', github: GITHUB, signIn: idToken(false) },
  { name: 'an ID token that is good for one request', github: GITHUB, signIn: idToken(true), ...REFUSED },
];
