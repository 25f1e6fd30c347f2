import type { CheckAnswer, Finding } from '@change-gate/core/check';
import { VERSION } from '@change-gate/core/version';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  BUILD,
  CI,
  CI_SERVER,
  Codefresh,
  CREDENTIAL,
  DELIVERY,
  listServer,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateChecksApi from './GateChecksApi.ts';
import * as GateCircuit from './GateCircuit.ts';

const TOKEN = 'a+token/of="the-ci';
const APP_TOKEN = 'ghs_minted';

let instance: TestInstance;
let codefresh: Codefresh;
let server: string;
beforeEach(() => {
  instance = startInstance();
  codefresh = new Codefresh();
  instance.server = codefresh.answer;
  server = listServer(instance);
});

type Fields = Readonly<Record<string, unknown>>;

const GATE: Fields = {
  ci: 'codefresh',
  server: CI,
  target: { build_id: BUILD, gate: 'prod' },
  credential: { token: TOKEN },
};

/** @returns what was answered; `error` as the ServiceError says it */
function post(question: unknown): { readonly body: CheckAnswer; readonly error: Fields } {
  const said = {} as { body: CheckAnswer; error: Fields };
  const response = {
    setBody: (body: CheckAnswer) => Object.assign(said, { body }),
    setError: ({ said: error }: { readonly said: Fields }) => Object.assign(said, { error }),
  };
  const request = { body: { dataString: JSON.stringify(question) } };
  GateChecksApi.create(request as unknown as RestRequest, response as unknown as RestResponse);
  return said;
}

const look = (fields: Fields = {}): readonly Finding[] => post({ gate: { ...GATE, ...fields } }).body.gate;

/** The outcomes, a letter each: holds, does not hold, could not be seen. */
const outcomes = (findings: readonly Finding[]) =>
  findings
    .map(({ outcome }) => ({ holds: 'H', 'does-not-hold': 'N', 'could-not-be-seen': 'C' })[outcome])
    .join('');

const of = (findings: readonly Finding[], id: string) => findings.find((one) => one.id === `ci-server.${id}`);

describe('the answer', () => {
  it('tells the app, the instance and the user', () => {
    instance.properties.set('glide.buildtag', 'glide-zurich-07-01-2025__patch2');
    for (const role of ['itil', 'x_change_gate.pipeline']) instance.roles.add(role);
    const { body } = post({});
    expect(body).toMatchObject({
      app: { scope: 'x_change_gate' },
      instance: { release: 'glide-zurich-07-01-2025__patch2', name: 'globex', time: '2026-01-01 12:00:00' },
      user: {
        name: 'pipeline.globex',
        roles: {
          itil: true,
          sn_change_read: false,
          sn_change_write: false,
          'x_change_gate.pipeline': true,
          'x_change_gate.admin': false,
          'x_change_gate.emergency': false,
        },
      },
      gate: [],
      selfTest: null,
    });
    expect(body.app.version).toBe(VERSION);
    expect(instance.sent).toEqual([]);
  });

  it.each<[Fields, string]>([
    [{ other: 1 }, 'body must be an object with: gate'],
    [{ gate: 'codefresh' }, 'gate must be a JSON object'],
    [{ gate: { ...GATE, key: 'x' } }, 'gate must be an object with: ci, server, target, credential'],
    [{ gate: { ...GATE, ci: 'jenkins' } }, 'ci must be one of: codefresh, github, gitlab'],
    [{ gate: { ...GATE, server: 'ci.example.com' } }, "server must be the CI server's API base URL"],
    [{ gate: { ...GATE, target: { build: BUILD } } }, 'target must be an object with: build_id, gate'],
    [{ gate: { ...GATE, target: { build_id: '../x' } } }, 'target.build_id must be text matching'],
    [{ gate: { ...GATE, target: { gate: null } } }, 'target.gate must be text matching'],
    [{ gate: { ...GATE, credential: {} } }, 'credential must be an object with either'],
    [
      { gate: { ...GATE, credential: { token: '${CF_TOKEN}' } } },
      'credential.token must be the token itself',
    ],
  ])('to %j is what is wrong with it', (question, detail) => {
    expect(post(question).error).toMatchObject({ status: 400, detail: expect.stringContaining(detail) });
    expect(instance.sent).toEqual([]);
  });
});

describe('a gate', () => {
  it('is looked at without its build, too; nothing is stored, and nothing decides', () => {
    const before = instance.tables.all(CI_SERVER)[0];
    expect(outcomes(look())).toBe('HHHHC');
    expect(outcomes(look({ target: { gate: 'prod' } }))).toBe('HHHCC');
    expect(codefresh.decisions).toEqual([]);
    expect(instance.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${CI}/builds/${BUILD}?noAccount=false`,
      `GET ${CI}/workflow?limit=1`,
    ]);
    expect(instance.tables.all(DELIVERY)).toEqual([]);
    expect(instance.tables.all(CI_SERVER)[0]).toEqual(before);
  });

  it.each<[string, Fields]>([
    ['that is listed with a slash', { server: `${CI}/` }],
    ['that is listed in other case', { server: CI.replace('ci.example', 'CI.example') }],
    ['of another CI', { ci: 'gitlab', target: {} }],
    ['that would take a condition of a query along', { server: `${CI}^active=true` }],
  ])('at a server %s is not called', (_what, fields) => {
    const found = look(fields);
    expect(outcomes(found)).toBe('NCCCC');
    expect(found[0]).toMatchObject({
      id: 'ci-server.listed',
      detail: expect.stringMatching(/is not a CI server that this instance calls for \w+\.$/),
      remedy: expect.stringMatching(/^An admin of Change Gate adds it in "CI servers", with exactly this/),
      who: 'Change Gate admin',
    });
    expect(found[1]?.detail).toContain(`as another line does not hold: ${found[0]?.title}.`);
    expect(instance.sent).toEqual([]);
  });

  it('at a server that is not active any more is not called', () => {
    instance.set(CI_SERVER, server, { active: '0' });
    expect(outcomes(look())).toBe('NCCCC');
  });

  it('on a release that may call nobody is not called', () => {
    instance.missingMethods.add('setAllowedRedirectURIs');
    const found = look();
    expect(outcomes(found)).toBe('HNCCC');
    expect(found[1]).toMatchObject({ who: 'ServiceNow admin', detail: expect.stringContaining('Yokohama') });
    expect(instance.sent).toEqual([]);
  });

  it('keeps the token out of what it finds, however the CI writes it', () => {
    const echoes = [TOKEN, encodeURIComponent(TOKEN), JSON.stringify(TOKEN), btoa(TOKEN)];
    codefresh.failing.set('noAccount=false', {
      status: 404,
      body: JSON.stringify({ message: echoes.join(' | ') }),
    });
    codefresh.status = TOKEN;
    const refused = look();
    codefresh.failing.clear();
    const seen = look();
    expect(of(refused, 'sees-gate')?.detail).toContain('(token)');
    expect(of(seen, 'sees-gate')?.detail).toContain('whose status is (token).');
    for (const echo of [...echoes, TOKEN]) expect(JSON.stringify([refused, seen])).not.toContain(echo);
  });

  it('is told in the words of a finding, whatever the token is', () => {
    expect(outcomes(look({ credential: { token: 'holds' } }))).toBe('HHHHC');
  });

  it('that its CI does not answer says so, and holds back no build', () => {
    codefresh.failing.set('noAccount=false', { status: 0, errorMessage: 'Connection refused' });
    const found = look();
    expect(outcomes(found)).toBe('HNCCC');
    expect(of(found, 'reached')).toMatchObject({
      detail: `Codefresh at ${CI} did not answer this instance, which asked without a MID Server: Connection refused.`,
      who: 'ServiceNow admin',
    });
    expect(instance.row(CI_SERVER, server)).not.toHaveProperty('silences', '1');
  });

  it('at a server that has been silent is not called, and says why', () => {
    codefresh.failing.set('noAccount=false', { status: 0 });
    for (let time = 0; time < 3; time += 1) GateCircuit.note(server, false);
    const { length } = instance.sent;
    const found = look();
    expect(outcomes(found)).toBe('HCCCC');
    expect(of(found, 'reached')?.detail).toContain('has answered nothing since');
    expect(instance.sent).toHaveLength(length);
  });

  it('at a server that another check calls is not called', () => {
    instance.insert(DELIVERY, { claim: `${server}:aside`, started: instance.time() });
    const found = look();
    expect(outcomes(found)).toBe('HCCCC');
    expect(of(found, 'reached')).toMatchObject({ remedy: 'Check again in a minute.' });
    expect(instance.sent).toEqual([]);
  });

  it('goes the way of its server, through the MID Server that it names', () => {
    instance.set(CI_SERVER, server, { mid_server: 'mid-dmz' });
    expect(of(look(), 'reached')?.detail).toContain('answers MID Server mid-dmz.');
    expect(instance.sent).toMatchObject([{ midServer: 'mid-dmz' }]);
  });

  it('is not found wanting where the app itself fails', () => {
    instance.server = () => {
      throw 'TypeError: Cannot find function getErrorCode in object [object RESTResponseV2].';
    };
    const found = look();
    expect(outcomes(found)).toBe('HCCCC');
    expect(of(found, 'reached')?.detail).toMatch(/the CI server is not at fault\./);
  });
});

describe('a credential that ServiceNow keeps', () => {
  const keep = (fields: Readonly<Record<string, string>> = {}) =>
    instance.insert(CREDENTIAL, { name: 'bot', server, active: '1', kind: 'alias', alias: 'a', ...fields });
  const byAlias = (alias = 'bot') => look({ credential: { alias } });

  it('is used as a registration of this user may', () => {
    keep();
    instance.connections.set('a', { password: TOKEN });
    expect(outcomes(byAlias())).toBe('HHHHC');
    expect(instance.sent).toMatchObject([{ headers: { authorization: TOKEN } }]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp, RegExp]>([
    [
      'is of another name',
      { name: 'other' },
      /may not use a credential bot/,
      /^Check the name; .* adds it in "CI credentials"/,
    ],
    [
      'is for another user',
      { user: '1'.repeat(32) },
      /may not use a credential bot/,
      /^Check the name; .* adds it in "CI credentials"/,
    ],
    [
      'is of another server',
      { server: '0'.repeat(32) },
      /may not use a credential bot/,
      /adds it in "CI credentials"/,
    ],
    ['is inactive', { active: '0' }, /may not use a credential bot/, /adds it in "CI credentials"/],
    [
      'is not filled in',
      { alias: '' },
      /^Credential bot lacks its alias\.$/,
      /^An admin of Change Gate fills it in/,
    ],
    ['has no connection', {}, /no active connection with a password/, /^Put the credential right in/],
  ])('that %s sends nothing', (_what, fields, detail, remedy) => {
    keep(fields);
    const found = byAlias();
    expect(outcomes(found)).toBe('HCNCC');
    expect(of(found, 'reached')?.detail).toBe('Nothing was sent, as there is no token to send.');
    const token = { who: 'Change Gate admin', detail: expect.stringMatching(detail) };
    expect(of(found, 'token')).toMatchObject({ ...token, remedy: expect.stringMatching(remedy) });
    expect(instance.sent).toEqual([]);
  });

  describe('of an App', () => {
    const TARGET = { way: 'protection-rule', owner: 'globex', repo: 'shop', environment: 'prod' };
    const MINT = 'access_tokens';
    const answers = new Map<string, { status: number; body?: string; location?: string }>();

    beforeEach(() => {
      server = listServer(instance, { ci: 'github', base_url: 'https://gh.example.com/api', name: 'GHES' });
      keep({ kind: 'app', jwt_provider: 'a'.repeat(32), app_id: '12', installation_id: '99' });
      instance.sign = () => 'a.signed.proof';
      answers.clear();
      answers.set(MINT, { status: 201, body: JSON.stringify({ token: APP_TOKEN }) });
      answers.set('repos/globex/shop', { status: 200, body: '{}' });
      answers.set('prod/deployment_protection_rules', {
        status: 200,
        body: JSON.stringify({
          custom_deployment_protection_rules: [{ enabled: true, app: { id: 12, slug: 'gate' } }],
        }),
      });
      instance.server = ({ url }) =>
        [...answers].find(([end]) => url.endsWith(end))?.[1] ?? { status: 204, body: '' };
    });
    const byApp = (target: Fields = TARGET) =>
      look({ ci: 'github', server: 'https://gh.example.com/api', target, credential: { alias: 'bot' } });

    it('gets a token for the call alone, which is revoked', () => {
      expect(outcomes(byApp())).toBe('HHHHH');
      expect(instance.sent.map(({ method, url }) => `${method} ${url.replace(/^.*\/api/, '')}`)).toEqual([
        'POST /app/installations/99/access_tokens',
        'GET /repos/globex/shop',
        'GET /repos/globex/shop/environments/prod/deployment_protection_rules',
        'DELETE /installation/token',
      ]);
    });

    it('of which the rule is not may not answer', () => {
      instance.set(CREDENTIAL, instance.tables.all(CREDENTIAL)[0]?.sys_id ?? '', { app_id: '13' });
      expect(outcomes(byApp())).toBe('HHHHN');
    });

    it.each<[string, { status: number; body?: string; location?: string }, string]>([
      ['its proof', { status: 401, body: '{}' }, 'HHNCC'],
      ['its installation', { status: 404, body: '{"message":"Not Found"}' }, 'HHNCC'],
      ['nothing any more', { status: 503, body: '{}' }, 'HCCCC'],
      ['nothing', { status: 0 }, 'HNCCC'],
      ['nothing there', { status: 302, body: '', location: 'https://sso.example.com/' }, 'HNCCC'],
      ['no API', { status: 404, body: '<html>' }, 'HNCCC'],
    ])('is not known where the server takes %s', (_what, answer, expected) => {
      answers.set(MINT, answer);
      const found = byApp();
      expect(outcomes(found)).toBe(expected);
      expect(of(found, 'reached')?.detail).toMatch(
        /^GHES at https:\/\/gh\.example\.com\/api .*this instance/,
      );
      expect(instance.sent).toHaveLength(1);
    });

    it('gets none where no repository is named, and where nobody signs', () => {
      expect(outcomes(byApp({ way: 'protection-rule' }))).toBe('HCCCC');
      instance.sign = () => null;
      expect(outcomes(byApp())).toBe('HCNCC');
      expect(instance.sent).toEqual([]);
    });

    it('is no token of a person, which a review asks for', () => {
      const found = byApp({ ...TARGET, way: 'environment' });
      expect(outcomes(found)).toBe('HCNCC');
      expect(of(found, 'token')?.detail).toContain("a person's or machine user's token alone");
    });
  });
});

it('begins no request once the pipeline has waited long', () => {
  instance.insert(CI_SERVER, {
    name: 'GitLab',
    ci: 'gitlab',
    base_url: 'https://gl.example.com',
    active: '1',
  });
  instance.server = () => {
    instance.pass(21);
    return { status: 200, body: '{"scopes":["api"]}' };
  };
  const found = look({ ci: 'gitlab', server: 'https://gl.example.com', target: { project_id: '7' } });
  expect(outcomes(found)).toBe('HHHCC');
  expect(instance.sent).toHaveLength(1);
});

it('knows what time it is where a token ends', () => {
  const gitlab = { ci: 'gitlab', server: 'https://gl.example.com', target: {} };
  instance.insert(CI_SERVER, { name: 'GitLab', ci: 'gitlab', base_url: gitlab.server, active: '1' });
  const ending = (day: string) => {
    instance.server = () => ({ status: 200, body: JSON.stringify({ scopes: ['api'], expires_at: day }) });
    return outcomes(look(gitlab));
  };
  expect(ending('2026-01-08')).toBe('HHCCC');
  expect(ending('2026-01-09')).toBe('HHHCC');
});

it('needs none of the platform but what the app calls anyway', () => {
  vi.stubGlobal('sn_cc', undefined);
  instance.insert(CREDENTIAL, { name: 'bot', server, active: '1', kind: 'alias', alias: 'a' });
  const found = look({ credential: { alias: 'bot' } });
  expect(outcomes(found)).toBe('HCCCC');
  expect(of(found, 'reached')?.detail).toMatch(/has no sn_cc\.ConnectionInfoProvider/);
});
