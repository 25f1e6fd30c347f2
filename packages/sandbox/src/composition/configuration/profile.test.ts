import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startConfigured } from '../start-configured.ts';
import { parseConfiguration } from './configuration.ts';

const PROFILE = {
  changeGateProfile: 1,
  readAt: '2030-01-02T03:04:05.000Z',
  release: '',
  tables: { change_request: { columns: [{ name: 'u_ticket', label: 'Ticket', type: 'string' }] } },
  models: [] as object[],
  policies: [],
  groups: [],
  templates: [],
  unseen: ['Groups: the instance shows none in sys_user_group.'],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-profile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const parse = (profile: object, more: object = {}) => {
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile, null, 2));
  return parseConfiguration({ serviceNow: { profile: 'profile.json', ...more } }, folder);
};

it('is there before what the configuration adds, and says what it could not see', async ({
  onTestFinished,
}) => {
  const records = { change_request: [{ short_description: 'x', u_ticket: 'gx-1', u_own: 'y' }] };
  const configuration = parse(PROFILE, { columns: { change_request: ['u_own'] }, records });
  const { sandbox, notes, close } = await startConfigured(configuration);
  onTestFinished(close);
  expect(notes).toEqual(['Not in the profile: Groups: the instance shows none in sys_user_group.']);
  expect(sandbox.serviceNow.database.find('change_request', 'u_ticket', 'gx-1')?.u_own).toBe('y');
});

it('keeps a column of its own from being added twice', async () => {
  const configuration = parse(PROFILE, { columns: { change_request: ['u_ticket'] } });
  await expect(startConfigured(configuration)).rejects.toThrow(
    'serviceNow.columns.change_request.0: change_request has the column u_ticket already',
  );
});

it.each([
  [
    { ...PROFILE, changeGateProfile: 2 },
    'profile.json:2, changeGateProfile: this sandbox reads profiles of format 1',
  ],
  [
    {
      ...PROFILE,
      tables: { change_request: { columns: [{ name: 'U Ticket', label: '', type: 'string' }] } },
    },
    'profile.json:9, tables.change_request.columns[0].name: write the name of a column',
  ],
  [
    {
      ...PROFILE,
      tables: { change_request: { columns: [{ name: 'constructor', label: '', type: 'string' }] } },
    },
    'profile.json:9, tables.change_request.columns[0].name: write the name of a column',
  ],
  [{ ...PROFILE, people: [] }, 'people: there is no such key'],
  [
    {
      ...PROFILE,
      models: [
        {
          sysId: 'a'.repeat(32),
          name: 'Fast',
          preset: '',
          states: [{ value: '1', label: 'One' }],
          transitions: [{ from: '1', to: '2' }],
        },
      ],
    },
    'models[0].transitions[0].to: the model has no state 2',
  ],
])('says where it is wrong: %#', (profile, message) => {
  expect(() => parse(profile)).toThrow(message);
  expect(() => parse(profile)).toThrow('serviceNow.profile: ');
});

it('says that its file is not there', () => {
  expect(() => parseConfiguration({ serviceNow: { profile: 'none.json' } }, folder)).toThrow(
    /^serviceNow\.profile: none\.json cannot be read: ENOENT/,
  );
});
