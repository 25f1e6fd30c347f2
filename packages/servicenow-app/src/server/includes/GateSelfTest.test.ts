import { type Finding, SELF_TEST_OF_CALLBACK, SELF_TEST_OF_TOKEN } from '@change-gate/core/check';
import { beforeEach, describe, expect, it } from 'vitest';
import { DELIVERY, REGISTRATION } from '../../../test/instance/fixtures.ts';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateSelfTest from './GateSelfTest.ts';

const REDIRECTED = { status: 302, location: 'https://globex.service-now.com/x' };

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
  instance.properties.set('glide.servlet.uri', 'https://globex.service-now.com/');
  instance.server = () => REDIRECTED;
});

function finding(part: string, index = 0): Finding {
  const found = GateSelfTest.findings(part)[index];
  if (found === undefined) throw new Error(`There is no ${part}`);
  return found;
}

/** Refuses, or changes, what is written to a table. */
const whenWritten = (table: string, act: (row: Record<string, string>) => boolean | undefined) => {
  instance.tables.beforeWrite = (written, _sysId, row) =>
    written === table ? act(row as Record<string, string>) : undefined;
};

it('keeps its answer, and tells it as the last one', () => {
  const answer = GateSelfTest.run('');
  expect(answer).toMatchObject({ ranAt: instance.time(), release: '' });
  expect(GateSelfTest.last()).toEqual(answer);
});

it('looks at each thing by which a check judges a callback', () => {
  const ids = GateSelfTest.findings('').map(({ id }) => id);
  expect(ids).toEqual(expect.arrayContaining([...SELF_TEST_OF_CALLBACK, ...SELF_TEST_OF_TOKEN]));
});

it('is not told as run on this instance where it ran on the one that it was cloned from', () => {
  GateSelfTest.run('');
  instance.properties.set('instance_name', 'globex-test');
  expect(GateSelfTest.last()).toBeNull();
});

it('says at the button what does not hold, what could not be seen, and how many hold', () => {
  instance.missingMethods.add('setMIDServer');
  GateSelfTest.press();
  expect(instance.messages[0]).toMatch(
    /^Methods of the platform .*: does not hold: .*setMIDServer.* What to do \(ServiceNow admin\): Upgrade/,
  );
  expect(instance.messages.find((text) => text.startsWith('Business rules'))).toContain('could not be seen');
  expect(instance.messages.at(-1)).toMatch(/^The self-test has ended: \d+ of \d+ hold\.$/);
});

describe('the release', () => {
  it.each([
    ['glide-zurich-07-01-2025__patch2', 'holds', 'This is glide-zurich-07-01-2025__patch2.'],
    ['glide-canada-12-01-2026__patch1', 'could-not-be-seen', /^This is glide-canada.*made for Yokohama/],
    ['', 'could-not-be-seen', /^This instance does not tell its release/],
  ])('%j: %s, and alone it breaks nothing', (tag, outcome, detail) => {
    instance.properties.set('glide.buildtag', tag);
    const [found] = GateSelfTest.findings('release');
    expect(found).toMatchObject({ outcome, detail: expect.stringMatching(detail) });
  });
});

describe('a lock', () => {
  it('holds where a second row is refused, and no row is left', () => {
    const found = GateSelfTest.findings('lock');
    expect(found.map(({ id, outcome }) => [id.replace('self-test.lock.', ''), outcome])).toEqual([
      ['registration', 'holds'],
      ['delivery', 'holds'],
      ['report', 'holds'],
      ['evidence', 'holds'],
      ['evidence_item', 'holds'],
    ]);
    for (const table of [REGISTRATION, DELIVERY]) expect(instance.tables.all(table)).toEqual([]);
  });

  it('does not hold where the instance takes both, and no row is left', () => {
    let rows = 0;
    whenWritten(DELIVERY, (row) => {
      // What two rows differ by on an instance that compares more than the claim.
      rows += 1;
      row.claim = `${row.claim}${' '.repeat(rows)}`;
      return undefined;
    });
    expect(finding('lock.delivery')).toMatchObject({
      outcome: 'does-not-hold',
      remedy: expect.stringContaining('x_change_gate_delivery that have the same claim'),
    });
  });

  it('without its column does not hold, and no row of anybody is deleted for want of it', () => {
    instance.insert(DELIVERY, { sys_created_on: '2020-01-01 00:00:00' });
    instance.missingColumns.add(`${DELIVERY}.claim`);
    expect(finding('lock.delivery')).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringContaining(`no column claim in ${DELIVERY}`),
    });
    expect(instance.tables.all(DELIVERY)).toHaveLength(1);
  });

  it('is not known where the instance takes no row', () => {
    whenWritten(DELIVERY, () => false);
    expect(finding('lock.delivery')).toMatchObject({ outcome: 'could-not-be-seen' });
  });
});

describe('a token', () => {
  const [ENCRYPTED, WIPED] = ['token-encrypted', 'token-wiped'];

  it('is encrypted, wiped, and its registration is deleted', () => {
    expect(finding(ENCRYPTED).outcome).toBe('holds');
    expect(finding(WIPED)).toMatchObject({ outcome: 'holds', detail: 'Its column is empty.' });
    expect(instance.tables.all(REGISTRATION)).toEqual([]);
  });

  it('that is stored as it was sent is not encrypted', () => {
    whenWritten(REGISTRATION, (row) => {
      if (row.token) row.token = row.token.replace('encrypted:', '');
      return undefined;
    });
    expect(finding(ENCRYPTED)).toMatchObject({
      outcome: 'does-not-hold',
      detail: 'The database has the token as it was sent, not encrypted.',
    });
  });

  it('that comes back as another one is of no use', () => {
    whenWritten(REGISTRATION, (row) => {
      if (row.token) row.token = 'encrypted:other';
      return undefined;
    });
    expect(finding(ENCRYPTED)).toMatchObject({
      outcome: 'does-not-hold',
      detail: expect.stringContaining('does not get back'),
    });
  });

  it('that the instance keeps is not wiped', () => {
    whenWritten(REGISTRATION, (row) => {
      if (row.sys_created_on === undefined) delete row.token;
      return undefined;
    });
    expect(finding(WIPED)).toMatchObject({ outcome: 'does-not-hold', who: 'Change Gate admin' });
    expect(instance.log.map(([level]) => level)).toEqual(['error']);
  });

  it('that is overwritten and not emptied is gone', () => {
    whenWritten(REGISTRATION, (row) => {
      if (row.token === '') delete row.token;
      return undefined;
    });
    expect(finding(WIPED)).toMatchObject({
      outcome: 'holds',
      detail: expect.stringContaining('a word in its place'),
    });
  });

  it('is not known where the instance takes no registration', () => {
    whenWritten(REGISTRATION, () => false);
    for (const part of [ENCRYPTED, WIPED]) expect(finding(part).outcome).toBe('could-not-be-seen');
  });
});

describe('a redirect', () => {
  it('holds where the call ends with it', () => {
    expect(finding('redirect')).toMatchObject({ outcome: 'holds' });
  });

  it('does not hold where it is followed', () => {
    instance.server = () => ({ status: 200, body: '{"result":"followed"}' });
    expect(finding('redirect')).toMatchObject({ outcome: 'does-not-hold', who: 'ServiceNow admin' });
  });

  it('is not known where anything else answers', () => {
    instance.server = () => ({ status: 401, body: 'log in' });
    expect(finding('redirect')).toMatchObject({
      outcome: 'could-not-be-seen',
      detail: expect.stringContaining('(401 log in)'),
    });
  });

  it('of which a page answers is told in the words of the page alone', () => {
    instance.server = () => ({ status: 200, body: '<p>log\nin</p><img src=x onerror="alert(1)' });
    expect(finding('redirect').detail).toContain('(200 log in)');
  });
});

describe('records', () => {
  const insert = (table: string, fields: Readonly<Record<string, string>>) =>
    instance.insert(table, {
      'sys_scope.scope': 'x_change_gate',
      'source_scope.scope': 'x_change_gate',
      ...fields,
    });

  it('that the instance does not show are not known', () => {
    insert('sys_script', { 'sys_scope.scope': 'x_other', name: 'theirs', active: '1' });
    expect(finding('active.rules').outcome).toBe('could-not-be-seen');
    expect(finding('privileges').outcome).toBe('could-not-be-seen');
  });

  it('hold where all are active, and granted', () => {
    insert('sys_script', { name: 'rule', active: '1' });
    insert('sys_scope_privilege', { operation: 'read', target_name: 'task', status: 'allowed' });
    expect(finding('active.rules')).toMatchObject({ outcome: 'holds', detail: 'All 1 are active.' });
    expect(finding('privileges')).toMatchObject({ outcome: 'holds', detail: 'All 1 rows are Allowed.' });
  });

  it('do not hold where one is not, and name it', () => {
    for (const active of ['1', '0']) insert('sys_security_acl', { name: `rule ${active}`, active });
    expect(finding('active.access-controls').detail).toBe('Not active: rule 0.');
    insert('sys_scope_privilege', { operation: 'read', target_name: 'task', status: 'denied' });
    expect(finding('privileges')).toMatchObject({
      outcome: 'does-not-hold',
      detail: 'Blocked: read task (denied).',
    });
  });
});
