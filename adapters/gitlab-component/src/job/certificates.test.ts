import { expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';
import { withoutProjectFiles } from './certificates.ts';

const read = (variables: Readonly<Record<string, string>>) =>
  withoutProjectFiles(readInputs)({ CI_PROJECT_DIR: '/builds/acme/app', ...variables }).values;

it.each([
  ['CHANGE_GATE_CA_CERTIFICATE', 'certificates/ca.pem'],
  ['CHANGE_GATE_CLIENT_CERTIFICATE', './client.pem'],
  ['CHANGE_GATE_CLIENT_KEY', '/builds/acme/app/client.key'],
  ['CHANGE_GATE_JWT_PRIVATE_KEY', '/builds/acme/app/../app/jwt.key'],
])('refuses a file of the repository, without its name: %s', (variable, path) => {
  const reading = () => read({ [variable]: path });
  expect(reading).toThrowError(`${variable}: is neither PEM text nor a file that every job has.`);
  expect(reading).not.toThrowError(path);
});

it.each([
  '-----BEGIN CERTIFICATE-----\nMIIB',
  '/builds/acme/app.tmp/CA_CERTIFICATE',
  '/etc/ssl/certs/ca.pem',
])('takes %s', (value) => {
  expect(read({ CHANGE_GATE_CA_CERTIFICATE: value })).toEqual({ 'ca-certificate': value });
});

it('takes a file of the repository that only open reads', () => {
  expect(read({ CHANGE_GATE_DATA_FILE: 'change.json' })).toEqual({ 'data-file': 'change.json' });
});
