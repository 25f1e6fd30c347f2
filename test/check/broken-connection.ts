/** Configurations whose instance is not reached, or does not let the pipeline in, or whose clocks differ. */
import { generateKeyPairSync } from 'node:crypto';
import { USERS } from '@change-gate/sandbox';
import { startGitlabAtGate } from '../core/gitlab-at-gate.ts';
import type { TestEnvironment } from '../environment/environment.ts';
import type { Row } from './harness.ts';

/** Nobody listens on this port of the loopback interface. */
const NOBODY = 'http://127.0.0.1:9';

/** Answers whatever it is asked. */
const ANOTHER_SERVER = await startGitlabAtGate();

const MINUTE_MS = 60_000;

const LOGIN = '<html><head><title>Log in | ServiceNow</title></head><body>Password</body></html>';
const PROXY =
  '<html><head><title>Access denied</title></head><body>By the policy of the company</body></html>';

const page = (status: number, html: string) => (environment: TestEnvironment) => {
  const effect = { kind: 'html', status, html } as const;
  environment.sandbox.serviceNow.faults.inject({ effect, times: Number.POSITIVE_INFINITY });
};

/** In place of the password. */
const NO_BASIC = { username: undefined, password: undefined };

const WRONG_SECRET = 'n0t-the-secret-of-this-application';
const WRONG_PASSWORD = 'n0t-the-passw0rd';

const { privateKey: PRIVATE_KEY, publicKey: PUBLIC_KEY } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
/** Lines of a PEM are joined where a CI keeps it in one. */
const ONE_LINE_KEY = PRIVATE_KEY.replaceAll('\n', '\\n');

const signsWithJwt = ({ sandbox: { serviceNow } }: TestEnvironment) => {
  const { clientId, clientSecret } = serviceNow.credentials.registerApplication({
    name: 'Pipeline',
    user: USERS.integration.userName,
    jwt: { userField: 'user_name', keys: { 'key-1': PUBLIC_KEY } },
  });
  return {
    ...NO_BASIC,
    'client-id': clientId,
    'client-secret': clientSecret,
    'jwt-private-key': ONE_LINE_KEY,
    'jwt-subject': USERS.integration.userName,
    'jwt-key-id': 'key-1',
  };
};

export const HEALTHY_CONNECTIONS: readonly Row[] = [
  { ci: 'codefresh', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  { ci: 'github', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  { ci: 'gitlab', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  { ci: 'laptop', broken: 'nothing', doesNotHold: [], exitCode: 0 },
  {
    ci: 'codefresh',
    broken: 'nothing, with a key that signs assertions',
    inputs: signsWithJwt,
    doesNotHold: [],
    exitCode: 0,
    secrets: [ONE_LINE_KEY.slice(40, 90)],
  },
];

export const BROKEN_CONNECTIONS: readonly Row[] = [
  {
    ci: 'codefresh',
    broken: 'the instance hibernates',
    break: ({ sandbox }) => sandbox.serviceNow.hibernate(true),
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'github',
    broken: 'a login page is in between',
    break: page(200, LOGIN),
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'gitlab',
    broken: 'a proxy answers in place of the instance',
    break: page(403, PROXY),
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'nobody listens at the address',
    inputs: { 'instance-url': NOBODY },
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'github',
    broken: 'the address is another server',
    inputs: { 'instance-url': ANOTHER_SERVER },
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'laptop',
    broken: 'the instance hibernates',
    break: ({ sandbox }) => sandbox.serviceNow.hibernate(true),
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the authority of the certificate is not known',
    serviceNow: { tls: true },
    doesNotHold: ['instance.reached'],
    exitCode: 1,
  },
  ...(['codefresh', 'github', 'gitlab', 'laptop'] as const).map((ci) => ({
    ci,
    broken: 'the password',
    inputs: { password: WRONG_PASSWORD },
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1 as const,
  })),
  {
    ci: 'gitlab',
    broken: 'the integration user is inactive',
    break({ sandbox: { serviceNow } }) {
      const { database } = serviceNow;
      const user = database.find('sys_user', 'user_name', USERS.integration.userName)?.sys_id ?? '';
      database.update('sys_user', user, { active: 'false' }, USERS.admin.userName);
    },
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the secret of the OAuth client',
    inputs: (environment) => ({
      ...NO_BASIC,
      'client-id': signsWithJwt(environment)['client-id'],
      'client-secret': WRONG_SECRET,
    }),
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1,
    secrets: [WRONG_SECRET],
  },
  {
    ci: 'codefresh',
    broken: 'the API key',
    inputs: { ...NO_BASIC, 'api-key': WRONG_SECRET },
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1,
    secrets: [WRONG_SECRET],
  },
  {
    ci: 'github',
    broken: 'the job may get no ID token',
    inputs: { ...NO_BASIC, 'id-token-audience': 'change-gate' },
    doesNotHold: ['sign-in.accepted'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the clock that signs assertions is an hour behind',
    inputs: signsWithJwt,
    break: ({ sandbox }) => sandbox.clock.advance(60 * MINUTE_MS),
    doesNotHold: ['clock.sign-in'],
    exitCode: 1,
  },
  {
    ci: 'codefresh',
    broken: 'the clock of the machine is behind, and windows are enforced',
    inputs: { 'window-policy': 'enforce', 'planned-start': '+1h', 'planned-end': '+2h' },
    break: ({ sandbox }) => sandbox.clock.advance(2 * MINUTE_MS),
    doesNotHold: ['clock.difference'],
    exitCode: 1,
  },
  {
    ci: 'github',
    broken: 'the clock of the machine is behind, on which nothing depends',
    break: ({ sandbox }) => sandbox.clock.advance(10 * MINUTE_MS),
    doesNotHold: ['clock.difference'],
    exitCode: 0,
  },
];
