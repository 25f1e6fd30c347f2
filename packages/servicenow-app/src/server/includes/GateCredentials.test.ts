import { approval as codefresh } from '@change-gate/codefresh-step/approval';
import { approval as github } from '@change-gate/github-action/approval';
import { beforeEach, describe, expect, it } from 'vitest';
import { CI, CREDENTIAL, listServer, openChange, registrationOf } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance, USER } from '../../../test/instance/instance.ts';
import * as GateCredentials from './GateCredentials.ts';
import * as GateServers from './GateServers.ts';

let instance: TestInstance;
let server: string;
beforeEach(() => {
  instance = startInstance();
  server = listServer(instance);
});

const FILLED_IN = { alias: 'a', jwt_provider: 'a'.repeat(32), app_id: '4711', installation_id: '99' };

const credential = (fields: Readonly<Record<string, string>> = {}): string =>
  instance.insert(CREDENTIAL, { name: 'bot', server, active: '1', kind: 'alias', ...FILLED_IN, ...fields });

describe('find', () => {
  const find = (alias: string) =>
    GateCredentials.find({ alias }, GateServers.get(server) as GateServers.CiServer);

  it('is none for a registration with a token of its own', () => {
    credential();
    expect(GateCredentials.find({ token: 't' }, GateServers.get(server) as GateServers.CiServer)).toBe('');
  });

  it("is the caller's own among others with its name, or everybody's", () => {
    credential({ user: 'e'.repeat(32) });
    credential({ server: listServer(instance, { name: 'Other' }) });
    credential({ active: '0' });
    credential({ name: 'BOT' });
    const mine = credential({ user: USER.id });
    expect(find('bot')).toBe(mine);
    expect(find('BOT')).not.toBe(mine);
    instance.tables.delete(CREDENTIAL, mine);
    const everybodys = credential();
    expect(find('bot')).toBe(everybodys);
  });

  it.each([
    ['alias', 'app', /answered by its app alone/],
    ['app', 'token', /token alone, and credential bot is an app's/],
  ] as const)(
    'is refused where its kind %s cannot answer a gate that only an %s answers',
    (kind, wants, why) => {
      const mine = credential({ kind });
      const ci = GateServers.get(server) as GateServers.CiServer;
      expect(() => GateCredentials.find({ alias: 'bot' }, ci, wants)).toThrow(
        expect.objectContaining({ status: 403, detail: expect.stringMatching(why) }),
      );
      const own = kind === 'app' ? 'app' : 'token';
      expect(GateCredentials.find({ alias: 'bot' }, ci, own)).toBe(mine);
    },
  );

  it.each([
    [{ kind: 'alias', alias: '' }, 'lacks its alias.'],
    [{ kind: 'app', jwt_provider: 'app' }, 'lacks the sys_id of its JWT provider.'],
    [{ kind: 'app', app_id: '', installation_id: ' ' }, 'lacks its App ID, its Installation ID.'],
  ])('is refused where it is not filled in: %o', (fields, why) => {
    credential(fields);
    expect(() => find('bot')).toThrow(
      expect.objectContaining({ status: 403, detail: expect.stringContaining(why) }),
    );
  });

  it.each([{ user: 'e'.repeat(32) }, { active: '0' }, { name: 'BOT' }, { server: 'other' }])(
    'is refused in the same words, whatever is wrong with it: %o',
    (fields) => {
      credential(fields);
      expect(() => find('bot')).toThrow(
        expect.objectContaining({
          status: 403,
          message: 'Credential not listed',
          detail: `${USER.name} may not use a credential bot for ${CI}. Check the name; where it is right, an admin of Change Gate adds it in "CI credentials".`,
        }),
      );
    },
  );
});

describe('open', () => {
  const none = { send: () => ({ status: 500, body: '' }) };
  const caller = { api: codefresh, http: none, baseUrl: CI };
  const open = (fields: Readonly<Record<string, string>>, by: GateCredentials.Caller = caller) => {
    const sysId = registrationOf(instance, openChange(instance), server, { token: '', ...fields });
    return GateCredentials.open(instance.record('x_change_gate_registration', sysId), by);
  };
  const refused = (detail: string) => ({ outcome: 'refused', detail });

  it("is the registration's own token", () => {
    const opened = open({ token: 'encrypted:t0ken' });
    expect(opened).toMatchObject({ token: 't0ken' });
    expect(() => 'release' in opened && opened.release()).not.toThrow();
  });

  it('is refused where the token has been wiped', () => {
    expect(open({})).toEqual(refused('The registration has no token. Put one into its form.'));
  });

  it.each([
    [{ password: 'pass' }, 'pass'],
    [{ api_key: 'key' }, 'key'],
    [{ password: 'pass', api_key: 'key' }, 'pass'],
  ])("is the alias's secret: %o", (attributes, token) => {
    instance.connections.set('mine', attributes).set('other', { password: 'wrong' });
    expect(open({ credential: credential({ alias: 'mine' }) })).toMatchObject({ token });
  });

  it.each(['none', 'empty', 'broken'])('is refused for an alias that has none: %s', (alias) => {
    instance.connections.set('empty', {});
    expect(open({ credential: credential({ alias }) })).toEqual(
      refused('The alias of credential bot has no active connection with a password or an API key.'),
    );
    expect(instance.log.length).toBe(alias === 'broken' ? 1 : 0);
    if (alias === 'broken') expect(instance.log[0]?.[1]).toMatch(/alias of credential bot: .*no such alias/);
  });

  it.each([{ active: '0' }, { server: 'other' }])(
    'is refused where the credential is not listed: %o',
    (row) => {
      instance.connections.set('mine', { password: 'pass' });
      const gone = refused('The credential is not in the active "CI credentials" of this server any more.');
      expect(open({ credential: credential({ alias: 'mine', ...row }) })).toEqual(gone);
      expect(open({ credential: '0'.repeat(32) })).toEqual(gone);
    },
  );

  describe('of an app', () => {
    const app = () =>
      credential({ kind: 'app', app_id: '4711', installation_id: '99', jwt_provider: 'provider' });
    const http = {
      send: ({
        url,
        headers,
      }: {
        readonly url: string;
        readonly headers: Readonly<Record<string, string>>;
      }) => ({
        status: 201,
        body: JSON.stringify({ token: `${headers.authorization} at ${url}` }),
      }),
    };
    const by = { api: github, http, baseUrl: 'https://api.github.com' };
    const target = JSON.stringify({ way: 'protection-rule', owner: 'globex', repo: 'shop' });

    it('is minted with what ServiceNow signed, in seconds', () => {
      const signed: unknown[] = [];
      instance.sign = (provider, header, claims) => {
        signed.push(provider, JSON.parse(header), JSON.parse(claims));
        return 'proof';
      };
      expect(open({ credential: app(), target }, by)).toMatchObject({
        token: 'Bearer proof at https://api.github.com/app/installations/99/access_tokens',
      });
      const now = Date.parse(`${instance.time().replace(' ', 'T')}Z`) / 1000;
      expect(signed).toEqual([
        'provider',
        { alg: 'RS256', typ: 'JWT' },
        { iat: now - 60, exp: now + 540, iss: '4711' },
      ]);
    });

    it('keeps the proof out of what becomes of a refusal, whatever the server makes of it', () => {
      instance.sign = () => 'the.signed.proof';
      const answers = [
        { status: 302, body: '', location: 'https://the.signed.proof.evil.example/' },
        { status: 0, body: 'reset after Bearer the.signed.proof' },
      ];
      for (const answer of answers) {
        const opened = open({ credential: app(), target }, { ...by, http: { send: () => answer } });
        expect(JSON.stringify(opened)).toMatch(/No installation token .*\(token\)/);
        expect(JSON.stringify(opened)).not.toContain('signed');
      }
    });

    it('is refused where nothing was signed, and the cause is in the log', () => {
      const detail = expect.stringMatching(/^The JWT provider of credential bot did not sign: .*system log/);
      expect(open({ credential: app() }, by)).toEqual(refused(detail));
      expect(instance.log).toEqual([]);
      instance.sign = () => {
        throw new Error('no key');
      };
      expect(open({ credential: app() }, by)).toEqual(refused(detail));
      expect(instance.log).toEqual([
        ['error', 'Change Gate could not sign for credential bot: Error: no key'],
      ]);
    });

    it('is refused for a CI that knows none', () => {
      instance.sign = () => 'proof';
      expect(open({ credential: app() })).toEqual(
        refused('Credential bot is of an app, and codefresh knows no apps.'),
      );
    });
  });
});
