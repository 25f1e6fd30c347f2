import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readInputs } from '../inputs.ts';
import { withFileSecrets } from './file-secrets.ts';

const parent = mkdtempSync(join(tmpdir(), 'change-gate-secrets-'));
afterAll(() => rmSync(parent, { recursive: true }));
const CI_PROJECT_DIR = join(parent, 'webshop');
const fileOf = (variable: string) => join(`${CI_PROJECT_DIR}.tmp`, variable);
mkdirSync(`${CI_PROJECT_DIR}.tmp`);

/** @param text what the runner has written */
function read(variable: string, text: string) {
  writeFileSync(fileOf(variable), text);
  return withFileSecrets(readInputs)({ CI_PROJECT_DIR, [variable]: fileOf(variable) }).values;
}

it("takes a secret out of the runner's file, without the line end", () => {
  expect(read('CHANGE_GATE_PASSWORD', 's3cret\n')).toEqual({ password: 's3cret' });
});

it('takes one whose file is empty as one that is not given', () => {
  expect(read('CHANGE_GATE_CALLBACK_TOKEN', '\n')).toEqual({});
});

it('leaves the path of a file that is to be given as such', () => {
  const path = fileOf('CHANGE_GATE_DATA_FILE');
  expect(read('CHANGE_GATE_DATA_FILE', '{}')).toEqual({ 'data-file': path });
});

it.each(['s3cret', '/etc/passwd', fileOf('CHANGE_GATE_API_KEY')])(
  'leaves a password that is not the path of its own file: %s',
  (password) => {
    const env = { CI_PROJECT_DIR, CHANGE_GATE_PASSWORD: password };
    expect(withFileSecrets(readInputs)(env).values).toEqual({ password });
  },
);

it('refuses a file that is not there', () => {
  const env = { CI_PROJECT_DIR, CHANGE_GATE_API_KEY: fileOf('CHANGE_GATE_API_KEY') };
  expect(() => withFileSecrets(readInputs)(env)).toThrowError(
    'CHANGE_GATE_API_KEY: its file, which the runner writes before the job, cannot be read (ENOENT).',
  );
});
