import { beforeEach, expect, it, vi } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GatePlatform from './GatePlatform.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

it('finds all that is there', () => {
  expect(GatePlatform.missing()).toBe('');
});

it('names each API and method that is not there, and the release', () => {
  vi.stubGlobal('sn_auth', undefined);
  instance.missingMethods.add('setMIDServer').add('execute');
  expect(GatePlatform.missing()).toBe(
    'This instance (of an unknown release) has no sn_ws.RESTMessageV2.execute, sn_ws.RESTMessageV2.setMIDServer, sn_auth.GlideJWTAPI, which Change Gate calls. An admin has to upgrade it to Yokohama or later, and then to press "Retry delivery" on the gate registrations that were refused.',
  );
});

it.each([
  ['Function nowDateTime is not allowed in scope x_change_gate', true],
  ["Read operation against 'x' has been refused due to the table's cross-scope access policy", true],
  [new TypeError('x is not a function'), true],
  [new ReferenceError('"sn_cc" is not defined'), true],
  ['java.net.SocketTimeoutException: Read timed out', false],
  ['java.net.UnknownHostException: typeerror.example.com', false],
  [new Error('TypeError'), false],
])('tells what the instance or the app has thrown from the network: %s', (error, isFault) => {
  expect(GatePlatform.isFault(error)).toBe(isFault);
});
