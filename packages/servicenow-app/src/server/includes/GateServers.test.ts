import { beforeEach, describe, expect, it } from 'vitest';
import { CI, listServer } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateServers from './GateServers.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

const LOOPBACK = 'x_change_gate.allow_loopback_http';

describe('find', () => {
  it('finds the server by its exact URL and CI among several', () => {
    listServer(instance, { base_url: `${CI}/v2` });
    listServer(instance, { ci: 'gitlab', name: 'GitLab' });
    listServer(instance, { base_url: CI.replace('/api', '/API'), name: 'Other' });
    listServer(instance, { active: '0', name: 'Switched off' });
    const sysId = listServer(instance, { mid_server: 'mid-dmz', decided_by: 'subflow' });
    expect(GateServers.find('codefresh', CI)).toEqual({
      sysId,
      name: 'Codefresh',
      baseUrl: CI,
      midServer: 'mid-dmz',
      decidedBy: 'subflow',
    });
  });

  it('goes by the property where the server does not say who decides', () => {
    listServer(instance);
    expect(GateServers.find('codefresh', CI)).toMatchObject({ decidedBy: 'rules', midServer: '' });
    instance.properties.set('x_change_gate.decided_by', 'subflow');
    expect(GateServers.find('codefresh', CI).decidedBy).toBe('subflow');
  });

  it.each([
    ['another URL', 'https://other.example.com/api'],
    ['a trailing slash', `${CI}/`],
    ['a query', `${CI}?x=1`],
    ['a fragment', `${CI}#x`],
    ['a user', 'https://user@ci.example.com/api'],
    ['a condition', `${CI}^ORactive=1`],
    ['a dot segment', `${CI}/../x`],
    ['a capital in the host', 'https://CI.example.com/api'],
    ['text before it', `x${CI}`],
    ['another scheme', 'ftp://ci.example.com/api'],
  ])('does not call %s, even where it is listed', (which, url) => {
    listServer(instance, which === 'another URL' ? {} : { base_url: url });
    expect(() => GateServers.find('codefresh', url)).toThrow(
      expect.objectContaining({
        status: 403,
        message: 'CI server not listed',
        detail: expect.stringMatching(/^\S+ is not a CI server that this instance calls for codefresh\./),
      }),
    );
  });

  it.each([{ active: '0' }, { ci: 'github' }])('does not call one that is listed otherwise: %o', (fields) => {
    listServer(instance, fields);
    expect(() => GateServers.find('codefresh', CI)).toThrow(
      expect.objectContaining({ status: 403, detail: expect.stringMatching(/exactly this API base URL\.$/) }),
    );
  });

  it.each(['http://127.0.0.1:8080/api', 'http://localhost:8080/api'])(
    'calls %s where the property lets it',
    (base_url) => {
      listServer(instance, { base_url });
      expect(() => GateServers.find('codefresh', base_url)).toThrow(
        expect.objectContaining({
          detail: expect.stringMatching(/http:\/\/ is for loopback hosts, and where property .* is true\.$/),
        }),
      );
      instance.properties.set(LOOPBACK, 'true');
      expect(GateServers.find('codefresh', base_url).baseUrl).toBe(base_url);
    },
  );

  it('calls no other host without TLS', () => {
    instance.properties.set(LOOPBACK, 'true');
    const base_url = 'http://ci.example.com/api';
    listServer(instance, { base_url });
    expect(() => GateServers.find('codefresh', base_url)).toThrow();
  });
});

describe('get', () => {
  it('is the server of a registration as long as it is listed and may be called', () => {
    listServer(instance, { name: 'Other', base_url: `${CI}/other` });
    const sysId = listServer(instance);
    expect(GateServers.get(sysId)).toMatchObject({ sysId, name: 'Codefresh' });
    instance.set('x_change_gate_ci_server', sysId, { active: '0' });
    expect(GateServers.get(sysId)).toBeNull();
    instance.set('x_change_gate_ci_server', sysId, { active: '1', base_url: 'http://ci.example.com/api' });
    expect(GateServers.get(sysId)).toBeNull();
    expect(GateServers.get('')).toBeNull();
    expect(GateServers.get('0'.repeat(32))).toBeNull();
  });

  it('has a name, listed or not', () => {
    expect(GateServers.nameOf(listServer(instance, { active: '0' }))).toBe('Codefresh');
    expect(GateServers.nameOf('0'.repeat(32))).toBe('the CI server');
  });
});
