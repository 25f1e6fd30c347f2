import { beforeEach, expect, it } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GatePeople from './GatePeople.ts';

const ANN = { role: 'author', name: 'Ann Lee', login: 'ann', email: 'Ann.Lee@Globex.example' } as const;

let instance: TestInstance;
let ann: string;
beforeEach(() => {
  instance = startInstance();
  ann = instance.insert('sys_user', { user_name: 'ann.lee', email: 'ann.lee@globex.example' });
});

const enter = (ci: string, login: string, user: string) =>
  instance.insert('x_change_gate_person', { ci, login, user });
const find = (person: object, ci = 'github') => GatePeople.find(ci, { ...ANN, ...person });

it('finds a user by email, whatever its case', () => {
  expect(find({})).toEqual({ users: [ann], isKnown: true });
});

it('is in doubt where several users have the email', () => {
  const other = instance.insert('sys_user', { email: 'ANN.LEE@globex.example' });
  expect(find({})).toEqual({ users: [ann, other], isKnown: false });
});

it('finds whom an admin has entered for the login of this CI', () => {
  enter('github', 'Ann', ann);
  enter('gitlab', 'ann', 'another');
  expect(find({ email: '' })).toEqual({ users: [ann], isKnown: true });
  expect(find({ email: '' }, 'codefresh')).toEqual({ users: [], isKnown: false });
});

it('is in doubt where two users are entered for one login', () => {
  enter('github', 'ann', ann);
  enter('github', 'ann', 'another');
  expect(find({ email: '' })).toEqual({ users: [ann, 'another'], isKnown: false });
});

it.each([
  '1234+ann@users.noreply.github.com',
  'ann@users.noreply.github.com',
  '1234-ann@users.noreply.gitlab.com',
])('takes the login out of %s', (email) => {
  enter('github', 'ann', ann);
  expect(find({ email, login: '' })).toEqual({ users: [ann], isKnown: true });
});

it('is in doubt where an address hides another login than the one that is told', () => {
  enter('github', 'bob', 'another');
  expect(find({ email: '1234+bob@users.noreply.github.com' })).toEqual({
    users: ['another'],
    isKnown: false,
  });
});

it.each([
  ['nothing but a name', { login: '', email: '' }],
  ['an email and a login that nobody has', { login: 'bob', email: 'bob@globex.example' }],
  ['an email that only begins alike', { login: '', email: 'ann.lee@globex.example.org' }],
  ['a query', { login: 'ann^ORlogin!=x', email: 'x^ORemail!=x' }],
])('knows nobody by %s', (_what, person) => {
  expect(find(person)).toEqual({ users: [], isKnown: false });
});

it.each([
  [{ login: 'dependabot[bot]' }, true],
  [{ login: '', email: '49699333+dependabot[bot]@users.noreply.github.com' }, true],
  [{ name: 'ann[bot]' }, false],
  [{ login: 'robot' }, false],
])('a bot is who has the login of one: %j', (person, isBot) => {
  expect(GatePeople.isBot({ ...ANN, ...person })).toBe(isBot);
});
