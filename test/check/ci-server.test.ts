/** What is wrong with the app, or with what ServiceNow sees of the CI: each has its one line, and no other. */
import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { USERS } from '@change-gate/sandbox';
import type { TestEnvironment } from '../environment/environment.ts';
import { botToken, classicToken, github } from '../gate/github.ts';
import { appWith, keepKeyOfApp } from '../gate/github-app.ts';
import { GITLAB_OPTIONS } from '../gate/gitlab.ts';
import type { Row } from './harness.ts';
import { describeRows } from './rows.ts';

const RELEASES = new URL('../../packages/servicenow-app/releases/', import.meta.url);
const [first = ''] = readdirSync(RELEASES).filter((name) => name.endsWith('.xml.gz'));
const FIRST_RELEASE = gunzipSync(readFileSync(new URL(first, RELEASES))).toString();

const SERVERS = 'x_change_gate_ci_server';
/** In no list, and as long as a real one. */
const UNKNOWN_KEY = '5f0c8a1b2c3d4e5f60718299.0badc0de0badc0de0badc0de0badc0de';

type Fields = Readonly<Record<string, string>>;
type Broken = Pick<Row, 'break'>;

const BY_ALIAS = { 'callback-token': undefined, 'callback-alias': 'github_app' };

/** Changes the one CI server that is listed. */
function server(fields: (listed: Fields) => Fields): Broken {
  return {
    break({ sandbox }) {
      const { database } = sandbox.serviceNow;
      const [listed = {}] = database.query(SERVERS, 'base_urlSTARTSWITHhttp://127.0.0.1');
      database.update(SERVERS, listed.sys_id ?? '', fields(listed), USERS.admin.userName);
    },
  };
}

function throughMidServer(status: string): Broken {
  return {
    async break(environment) {
      const { serviceNow } = environment.sandbox;
      serviceNow.setProperty('glide.http.outbound.max_timeout', status === 'Up' ? '30' : '0.5');
      serviceNow.database.insert('ecc_agent', { name: 'mid-dmz', status }, USERS.admin.userName);
      await server(() => ({ mid_server: 'mid-dmz' })).break?.(environment);
    },
  };
}

function takeRole({ sandbox }: TestEnvironment, role: string): void {
  const { database } = sandbox.serviceNow;
  const query = `user.user_name=${USERS.integration.userName}^role.name=${role}`;
  for (const { sys_id } of database.query('sys_user_has_role', query))
    database.delete('sys_user_has_role', sys_id ?? '', USERS.admin.userName);
}

/** Codefresh answers so whenever ServiceNow asks for the build. */
function answering(
  effect: Parameters<TestEnvironment['sandbox']['codefresh']['faults']['inject']>[0]['effect'],
): Broken {
  return {
    break: ({ sandbox }) => {
      sandbox.codefresh.faults.inject({ effect, path: /^\/api\/builds\/[0-9a-f]{24}$/, times: Infinity });
    },
  };
}

const BOT = GITLAB_OPTIONS.tokens[0];
const bot = (fields: Partial<NonNullable<typeof BOT>>) => ({
  tokens: BOT === undefined ? [] : [{ ...BOT, ...fields }],
});

const RULE = { environments: [{ name: 'production', customRules: ['change-gate'] }] };
const APP = appWith({ actions: 'read', deployments: 'write' });
const byApp: Pick<Row, 'ci' | 'inputs' | 'break'> = {
  ci: 'github',
  inputs: { gate: 'protection-rule', ...BY_ALIAS },
  break: (environment) => keepKeyOfApp(environment, github),
};

const row = (broken: string, doesNotHold: string, more: Partial<Row> = {}, exitCode: 0 | 1 = 1): Row => ({
  ci: 'codefresh',
  broken,
  doesNotHold: doesNotHold === '' ? [] : [doesNotHold],
  exitCode,
  ...more,
});

describeRows('the app', [
  row('it is not installed', 'app.installed', { updateSet: null }),
  row('it is another scope', 'app.installed', { inputs: { 'app-scope': 'x_acme_gate' } }),
  row('it is a release that knows no checks', 'app.version', { updateSet: FIRST_RELEASE }, 0),
  row('the user lacks its role', 'app.role', {
    break: (environment) => takeRole(environment, 'x_change_gate.pipeline'),
  }),
]);

describeRows('the list of CI servers', [
  row('it is empty', 'ci-server.listed', { unlisted: true }),
  row(
    'it has the server with a slash',
    'ci-server.listed',
    server(({ base_url }) => ({ base_url: `${base_url}/` })),
  ),
  row(
    'it has the server in other case',
    'ci-server.listed',
    server(({ base_url = '' }) => ({ base_url: base_url.replace('/api', '/API') })),
  ),
  row(
    'it has the server for another CI',
    'ci-server.listed',
    server(() => ({ ci: 'gitlab' })),
  ),
  row(
    'it has the server, which is inactive',
    'ci-server.listed',
    server(() => ({ active: 'false' })),
  ),
  row('it has the server, and loopback is not allowed', 'ci-server.listed', {
    break: ({ sandbox }) => sandbox.serviceNow.setProperty('x_change_gate.allow_loopback_http', 'false'),
  }),
]);

describeRows('the way to the CI', [
  row('nothing, through a MID Server', '', throughMidServer('Up'), 0),
  row('its MID Server is down', 'ci-server.reached', throughMidServer('Down')),
  row('nobody answers', 'ci-server.reached', answering({ kind: 'reset' })),
  row(
    'a login page answers',
    'ci-server.reached',
    answering({ kind: 'html', status: 200, html: '<html>Log in</html>' }),
  ),
  row(
    'a gateway says that it is busy',
    '',
    answering({ kind: 'html', status: 503, html: '<html>Busy</html>' }),
    0,
  ),
]);

describeRows('the token', [
  row('Codefresh does not know it', 'ci-server.token', {
    inputs: { 'callback-token': UNKNOWN_KEY },
    secrets: [UNKNOWN_KEY],
  }),
  row('it may read no builds', 'ci-server.sees-gate', {
    codefresh: { apiKeys: [{ token: UNKNOWN_KEY, user: 'bot', may: ['decide', 'annotate'] }] },
    inputs: { 'callback-token': UNKNOWN_KEY },
  }),
  row(
    'the build is of another account',
    'ci-server.sees-gate',
    answering({ kind: 'status', status: 404, body: '{"message":"Not Found"}' }),
  ),
  row('no credential has its name', 'ci-server.token', {
    inputs: { 'callback-token': undefined, 'callback-alias': 'nobody' },
  }),
  row('its scope lets it play nothing', 'gate.token', {
    ci: 'gitlab',
    gitlab: bot({ scopes: ['read_api'] }),
  }),
  row('it has expired', 'gate.token', { ci: 'gitlab', gitlab: bot({ expiresAt: new Date(0) }) }),
  row('its scope shows nothing', 'gate.token', { ci: 'github', github: { tokens: [classicToken('gist')] } }),
  row('its owner reviews nothing', 'gate.token', {
    ci: 'github',
    github: {
      environments: [{ name: 'production', reviewers: ['octocat'] }],
      tokens: [classicToken('repo')],
    },
  }),
  row('it reads no runs', 'gate.token', {
    ci: 'github',
    github: { tokens: [botToken({ deployments: 'write' })] },
  }),
]);

describeRows('the right to answer', [
  row(
    'nothing: a classic token of a reviewer',
    '',
    { ci: 'github', github: { tokens: [classicToken('repo')] } },
    0,
  ),
  row('nothing: the App that owns the rule', '', { ...byApp, github: { ...RULE, apps: [APP] } }, 0),
  row('the App owns another rule', 'ci-server.may-answer', {
    ...byApp,
    github: {
      environments: [{ name: 'production', customRules: ['other-gate'] }],
      apps: [APP, { ...APP, id: 4712, slug: 'other-gate' }],
    },
  }),
  row('the App may not deploy', 'ci-server.token', {
    ...byApp,
    github: { ...RULE, apps: [appWith({ actions: 'read' })] },
  }),
  row(
    'nothing that GitLab shows: a developer, who may not push',
    '',
    { ci: 'gitlab', gitlab: bot({ role: 'developer' }) },
    0,
  ),
  row('a reporter plays no job', 'ci-server.may-answer', { ci: 'gitlab', gitlab: bot({ role: 'reporter' }) }),
]);
