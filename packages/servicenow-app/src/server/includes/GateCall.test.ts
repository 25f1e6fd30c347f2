import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  CI_SERVER,
  Codefresh,
  CREDENTIAL,
  dueRegistration,
  listServer,
  openChange,
  REGISTRATION,
} from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import type { Row } from '../../../test/instance/tables.ts';
import * as GateDelivery from './GateDelivery.ts';

let instance: TestInstance;
let codefresh: Codefresh;
let server: string;
beforeEach(() => {
  instance = startInstance();
  codefresh = new Codefresh();
  instance.server = codefresh.answer;
  server = listServer(instance);
});

const due = (fields: Readonly<Row> = {}) => dueRegistration(instance, openChange(instance), server, fields);
const row = (sysId: string) => instance.row(REGISTRATION, sysId);

describe('the call', () => {
  it('is refused where the server or its API is not there any more', () => {
    const delisted = due();
    instance.set(CI_SERVER, server, { active: '0' });
    GateDelivery.deliver(delisted);
    instance.set(CI_SERVER, server, { active: '1' });
    const unknown = due({ ci: 'jenkins' });
    GateDelivery.deliver(unknown);
    for (const sysId of [delisted, unknown])
      expect(row(sysId)).toMatchObject({
        status: 'refused',
        last_answer: 'The CI server is not in the active "CI servers" any more.',
      });
    expect(instance.sent).toEqual([]);
  });

  it.each([
    ['a method that the app always calls', () => instance.missingMethods.add('setAllowedRedirectURIs')],
    ['a method that it calls now and then', () => instance.missingMethods.add('executeAsync')],
    ['an API', () => vi.stubGlobal('sn_ws', undefined)],
  ])('is refused in words on a release that lacks %s', (_what, lack) => {
    lack();
    const sysId = due();
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'refused', last_outcome: 'refused', attempts: '1' });
    expect(row(sysId).last_answer).toMatch(/has no sn_ws\.RESTMessageV2.* upgrade it to Yokohama or later/);
    expect(instance.sent).toEqual([]);
  });

  it('is refused where a credential is of an API that the release lacks', () => {
    vi.stubGlobal('sn_cc', undefined);
    const sysId = due({
      token: '',
      credential: instance.insert(CREDENTIAL, { name: 'bot', server, active: '1' }),
    });
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'refused' });
    expect(row(sysId).last_answer).toMatch(/has no sn_cc\.ConnectionInfoProvider.*TypeError/);
  });

  it.each([
    'TypeError: Cannot find function getErrorCode in object [object RESTResponseV2].',
    "Execute operation on API 'X' from scope 'Change Gate' was denied. The application 'Change Gate' must declare a cross scope access privilege.",
  ])('is refused where the engine, not the network, throws: %s', (text) => {
    const sysId = due();
    instance.server = () => {
      throw text;
    };
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'refused' });
    expect(row(sysId).last_answer).toMatch(/the CI server is not at fault\..*It failed with: (Type|Execute)/);
  });

  it('whose answer the engine cannot read, after the decision has left, is looked at before anything else', () => {
    const sysId = due();
    instance.server = (message) => {
      const answer = codefresh.answer(message);
      if (message.url.endsWith('/approve'))
        throw 'TypeError: Cannot find function getErrorMessage in object [object RESTResponseV2].';
      return answer;
    };
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({ status: 'due', last_outcome: 'unanswered' });
    instance.pass(60);
    GateDelivery.deliver(sysId);
    expect(codefresh.decisions).toEqual(['approve']);
    expect(row(sysId)).toMatchObject({ status: 'delivered' });
  });

  it('is refused without a token, and keeps the token out of every answer, however it is written', () => {
    const without = due({ token: '' });
    GateDelivery.deliver(without);
    expect(row(without).last_answer).toBe('The registration has no token. Put one into its form.');
    const token = 'a+b/c="d';
    const sysId = due({ token: `encrypted:${token}` });
    const echoes = [
      token,
      encodeURIComponent(token),
      JSON.stringify(token),
      Buffer.from(token).toString('base64'),
    ];
    codefresh.failing.set('noAccount=false', {
      status: 401,
      body: JSON.stringify({ message: `${echoes.join(' | ')} | ${token}` }),
    });
    GateDelivery.deliver(sysId);
    expect(row(sysId).last_answer).toMatch(/^Codefresh answered 401 .*\(token\)/);
    for (const echo of echoes) expect(row(sysId).last_answer).not.toContain(echo);
  });

  it('that throws waits for an admin, and its answer is cut as its column would', () => {
    const broken = due({ target: '{' });
    GateDelivery.deliver(broken);
    expect(row(broken)).toMatchObject({ status: 'refused', last_outcome: 'refused' });
    expect(row(broken).last_answer).toMatch(/^Change Gate failed by an error of its own.*SyntaxError/);
    const long = due();
    codefresh.failing.set('noAccount=false', { status: 0, errorMessage: 'x'.repeat(2000) });
    GateDelivery.deliver(long);
    expect(row(long).last_answer).toHaveLength(1000);
  });

  it('begins no request when the budget of its lease is used up', () => {
    const sysId = due();
    codefresh.onRead = () => instance.pass(90);
    GateDelivery.deliver(sysId);
    expect(instance.sent).toHaveLength(1);
    expect(row(sysId).last_answer).toContain('took more than 60 seconds over the requests before it');
  });

  it('is made for a registration without a target too, and says what the CI made of it', () => {
    const sysId = due({ target: '' });
    codefresh.failing.set('/builds/?noAccount=false', { status: 404 });
    GateDelivery.deliver(sysId);
    expect(row(sysId)).toMatchObject({
      status: 'refused',
      last_answer: 'Codefresh answered 404 when asked for the build',
    });
  });

  it.each([
    [0, ['GET', '/repos/globex/shop/actions/runs/7/pending_deployments', 'Bearer ghs_minted']],
    [90, null],
  ])(
    "of an app's token that took %i seconds begins and ends at this server, whatever the time",
    (took, look) => {
      const github = listServer(instance, { ci: 'github', base_url: 'https://github.example.com/api/v3' });
      const app = { app_id: '4711', installation_id: '99', jwt_provider: 'provider' };
      const credential = instance.insert(CREDENTIAL, {
        name: 'bot',
        server: github,
        active: '1',
        kind: 'app',
        ...app,
      });
      const target = JSON.stringify({ way: 'protection-rule', owner: 'globex', repo: 'shop', run_id: '7' });
      instance.sign = () => 'proof';
      instance.server = ({ url }) => {
        if (url.endsWith('/access_tokens')) {
          instance.pass(took);
          return { status: 201, body: '{"token":"ghs_minted"}' };
        }
        instance.pass(600);
        return { status: 401, body: '{"message":"ghs_minted is bad"}' };
      };
      const sysId = dueRegistration(instance, openChange(instance), github, {
        ci: 'github',
        target,
        credential,
        token: '',
      });
      GateDelivery.deliver(sysId);
      expect(
        instance.sent.map(({ method, url, headers }) => [
          method,
          url.split('/api/v3')[1],
          headers.authorization,
        ]),
      ).toEqual([
        ['POST', '/app/installations/99/access_tokens', 'Bearer proof'],
        ...(look === null ? [] : [look]),
        ['DELETE', '/installation/token', 'Bearer ghs_minted'],
      ]);
      expect(row(sysId).last_answer).toContain(
        look === null
          ? 'took more than 60 seconds over the requests before it'
          : 'GitHub answered 401 when asked for pending deployments: (token) is bad',
      );
    },
  );
});
