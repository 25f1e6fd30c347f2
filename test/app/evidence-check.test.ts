/** The check before a deployment, over HTTP: what nobody has approved does not pass, and what nobody knows is not taken for good. */
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp, type User } from './app.ts';
import { recordOf, send } from './evidence-record.ts';

const ROWS = 'x_change_gate_evidence';
const ITEMS = 'x_change_gate_evidence_item';
const CHECKS = '/api/x_change_gate/v1/evidence/checks';
const DIGEST = `sha256:${'b'.repeat(64)}`;
const DEV = { role: 'author', name: 'Dev', login: 'dev', email: 'tina@globex.example' };
const EVE = { ...DEV, name: 'Eve', login: 'eve', email: 'eve@globex.example' };
const EMERGENCY = { reason: 'Checkout is down', incident: 'INC0010001' };

type Fields = Readonly<Record<string, unknown>>;

let app: App;
beforeAll(async () => {
  app = await startApp(1);
  for (const user of ['employee', 'teamMember', 'changeManager'] as const) {
    const { sys_id: sysId = '' } = userNamed(USERS[user].userName);
    database().update('sys_user', sysId, { email: EMAILS[user] }, 'admin');
  }
  database().insert('incident', { number: EMERGENCY.incident }, 'admin');
});
afterAll(() => app.close());

const EMAILS = {
  employee: 'Eve@globex.example',
  teamMember: 'tina@globex.example',
  changeManager: 'chris@globex.example',
};
const database = () => app.sandbox.serviceNow.database;
const userNamed = (name: string) => database().find('sys_user', 'user_name', name) ?? {};
const items = (number: string) =>
  database().query(ITEMS, `change=${app.change(number).sys_id}^kindINcheck,override`);

/** Nothing has changed since what was deployed last, so that nobody else has written it. */
const SAME = {
  ...{
    status: 'known',
    direction: 'same',
    commits: 0,
    commits_without_work_item: 0,
    commits_not_reviewed: 0,
  },
  ...{ authors: 0, merge_requests: 0, base_commit: 'b'.repeat(40), base_change: '' },
};

let streams = 0;
/** A change with evidence of its own stream, that waits for its approval. @returns its number */
async function waiting(record: Fields = {}, fields: Fields = {}): Promise<string> {
  const values = { type: 'normal', short_description: 'Globex to QA', ...fields };
  const { number = '' } = database().insert('change_request', values, USERS.integration.userName);
  streams += 1;
  const answer = await send(
    app,
    recordOf(app, number, { people: [EVE], changes: SAME, stream: `stream ${streams}`, ...record }),
  );
  expect(answer.status).toBe(200);
  app.sandbox.serviceNow.move(number, values.type === 'emergency' ? 'Authorize' : 'Assess');
  return number;
}

/** The same, approved by Tina and Chris. */
async function approved(record: Fields = {}): Promise<string> {
  const number = await waiting(record);
  app.sandbox.serviceNow.approveAll(number);
  app.implement(number);
  return number;
}

const ask = (number: string, fields: Fields = {}, user?: User) =>
  app.call('POST', CHECKS, user, {
    change: app.change(number).sys_id,
    key: 'github:globex/shop:7:production',
    build_url: 'https://github.com/globex/shop/actions/runs/7',
    repository: 'https://github.com/globex/shop',
    commit: 'a'.repeat(40),
    artifacts: [DIGEST],
    rollback: false,
    separation: 'record',
    ...fields,
  });

/** @returns what forbids it, by code, and the answer */
async function checked(number: string, fields: Fields = {}): Promise<[string[], Fields]> {
  const { status, body } = await ask(number, fields);
  expect([status, body]).toEqual([200, expect.objectContaining({ result: expect.anything() })]);
  const result = body.result as Fields & { refusals: { code: string }[] };
  return [result.refusals.map(({ code }) => code), result];
}

describe('an approved change', () => {
  it('lets pass what it was approved for, and that is kept and noted once', async () => {
    const number = await approved();
    const notes = app.notes(number).length;
    const [codes, answer] = await checked(number, { separation: 'deny' });
    expect(codes).toEqual([]);
    expect(answer).toMatchObject({ separation: 'separate', overridden: false, warnings: [] });
    expect(answer.why).toMatch(/approved by .*Tina/);
    await checked(number, { separation: 'deny' });
    expect(items(number)).toMatchObject([
      { kind: 'check', status: 'passed', evidence: app.change(number)[ROWS] },
    ]);
    expect(app.notes(number).slice(notes)).toEqual([
      expect.stringContaining('separation of duties: separate'),
    ]);
  });

  it.each([
    ['another artifact', { artifacts: [`sha256:${'d'.repeat(64)}`] }, 'ARTIFACT_CHANGED'],
    ['one artifact more', { artifacts: [DIGEST, `cart@${DIGEST.replace(/b/g, 'd')}`] }, 'ARTIFACT_CHANGED'],
    ['the digest under another name', { artifacts: [`cart@${DIGEST}`] }, 'ARTIFACT_CHANGED'],
    ['another commit', { commit: 'd'.repeat(40) }, 'COMMIT_NOT_APPROVED'],
  ])('does not let pass %s', async (_what, fields, code) => {
    const number = await approved();
    expect((await checked(number, fields))[0]).toEqual([code]);
    expect(items(number)).toMatchObject([{ status: 'refused', problem: expect.stringContaining(code) }]);
  });

  it('is not moved by what came later, which is told', async () => {
    const number = await approved();
    const later = {
      artifacts: [`shop@sha256:${'d'.repeat(64)}`],
      people: [EVE],
      stream: `stream ${streams}`,
    };
    expect((await send(app, recordOf(app, number, later))).body.result).toMatchObject({ counts: false });
    const [codes, { warnings }] = await checked(number);
    expect([codes, warnings]).toEqual([[], [expect.stringContaining('later evidence')]]);
    expect((await checked(number, { artifacts: [`sha256:${'d'.repeat(64)}`] }))[0]).toEqual([
      'ARTIFACT_CHANGED',
    ]);
  });
});

describe('who approved', () => {
  it.each([
    ['wrote it, by email in another case', { ...DEV, email: 'TINA@Globex.example' }, 'same'],
    ['started it', { ...DEV, role: 'trigger' }, 'same'],
    ['merged it', { ...DEV, role: 'merger' }, 'same'],
    ['has reviewed it', { ...DEV, role: 'reviewer' }, 'separate'],
    ['may have written it: nobody knows the author', { ...DEV, email: 'tina@home.example' }, 'unknown'],
    ['may have written it: the author has only a name', { ...DEV, email: '', login: '' }, 'unknown'],
  ])('%s', async (_what, person, separation) => {
    const number = await approved({ people: [EVE, person] });
    const expected = separation === 'separate' ? [] : ['NOT_SEPARATE'];
    const [codes, answer] = await checked(number, { separation: 'deny' });
    expect([codes, answer.separation]).toEqual([expected, separation]);
    expect((await checked(number))[0]).toEqual([]);
  });

  it('is held to the rule that the change was opened with', async () => {
    const number = await approved({ people: [DEV], separation: 'deny' });
    expect((await checked(number))[0]).toEqual(['NOT_SEPARATE']);
  });

  it('is known by the login that an admin has entered', async () => {
    const hidden = { ...DEV, email: '1+Tina@users.noreply.github.com', login: '' };
    const number = await approved({ people: [hidden] });
    expect((await checked(number))[1]).toMatchObject({ separation: 'unknown' });
    const user = userNamed(USERS.teamMember.userName).sys_id ?? '';
    const entered = app.insert('x_change_gate_person', { ci: 'github', login: 'tina', user });
    expect((await checked(number))[1]).toMatchObject({ separation: 'same' });
    database().delete('x_change_gate_person', entered, 'admin');
  });

  it('may be a rule alone, whoever wrote it', async () => {
    const number = await waiting({ people: [{ ...DEV, email: 'nobody@x.example' }] });
    const { sys_id: sysId = '' } = app.change(number);
    const approver = userNamed('admin').sys_id ?? '';
    for (const { sys_id: asked = '' } of database().query('sysapproval_approver', `sysapproval=${sysId}`))
      database().delete('sysapproval_approver', asked, 'admin');
    database().insert('sysapproval_approver', { sysapproval: sysId, approver, state: 'approved' }, 'system');
    database().update('change_request', sysId, { approval: 'approved' }, 'system');
    const [codes, answer] = await checked(number, { separation: 'deny' });
    expect([codes, answer.separation]).toEqual([[], 'separate']);
    expect(app.notes(number).at(-1)).toContain('approved by rule, and by no person');
  });
});

describe('a newer build of the stream', () => {
  it('that has deployed keeps an older one from it, unless that is a rollback', async () => {
    const stream = 'stream of two';
    const sequence = (number: number) => ({ counter: 'deploy.yml', number });
    const old = await approved({ stream, sequence: sequence(1) });
    const young = await approved({ stream, sequence: sequence(2) });
    expect((await checked(old))[0]).toEqual([]);
    expect((await checked(young))[0]).toEqual([]);
    expect((await checked(old))[0]).toEqual(['OUTDATED']);
    const [codes, { warnings }] = await checked(old, { rollback: true });
    expect([codes, warnings]).toEqual([[], [expect.stringContaining(`${young}, which this stream`)]]);
    expect(app.notes(old).at(-1)).toContain('deployed as a rollback');
    expect((await checked(young))[0]).toEqual([]);
  });

  it("is not outdated by another user's stream of the same name, nor by that user's check", async () => {
    const other = USERS.changeManager;
    app.sandbox.serviceNow.grantRole(other.userName, 'x_change_gate.pipeline');
    const [stream, counter] = ['contested', 'deploy.yml'];
    const mine = await approved({ stream, sequence: { counter, number: 1 } });
    const later = await approved({ stream, sequence: { counter, number: 2 } });
    expect((await ask(later, {}, other)).status).toBe(200);
    expect((await checked(mine))[0]).toEqual([]);
    const { number = '' } = database().insert('change_request', { type: 'normal' }, other.userName);
    const record = recordOf(app, number, { stream, sequence: { counter, number: 9 } });
    expect((await send(app, record, other)).status).toBe(200);
    app.sandbox.serviceNow.move(number, 'Assess');
    app.sandbox.serviceNow.approveAll(number);
    app.implement(number);
    expect((await ask(number, {}, other)).body.result).toMatchObject({ refusals: [] });
    expect((await checked(mine))[0]).toEqual([]);
  });
});

describe('evidence that cannot be believed', () => {
  it.each([
    ['belongs to another change', async () => app.change(await approved())[ROWS] ?? ''],
    ['is not there', async () => 'f'.repeat(32)],
    ['was taken away', async () => ''],
  ])('forbids the deployment where it %s', async (_what, pointer) => {
    const number = await approved();
    database().update(
      'change_request',
      app.change(number).sys_id ?? '',
      { [ROWS]: await pointer() },
      'admin',
    );
    for (const fields of [{}, { artifacts: [] }]) {
      expect((await checked(number, fields))[0]).toEqual(['EVIDENCE_UNREADABLE']);
    }
  });

  it('is not needed by a change that has none, unless something is compared with it', async () => {
    const number = app.openChange();
    const [codes, { warnings }] = await checked(number, { artifacts: [] });
    expect([codes, warnings]).toEqual([[], [expect.stringContaining('no evidence')]]);
    expect((await checked(number))[0]).toEqual(['EVIDENCE_UNREADABLE']);
    expect((await checked(number, { artifacts: [], separation: 'deny' }))[0]).toEqual([
      'EVIDENCE_UNREADABLE',
    ]);
  });
});

describe('an emergency', () => {
  const emergency = () => waiting({}, { type: 'emergency' });
  const asked = (number: string) => checked(number, { emergency: EMERGENCY });
  const tasks = (number: string) =>
    database().query('change_task', `change_request=${app.change(number).sys_id}`);
  const role = () => database().find('sys_user_role', 'name', 'x_change_gate.emergency')?.sys_id;

  it('passes for nobody, until an admin allows it', async () => {
    expect(role()).toBeDefined();
    expect(database().query('sys_user_has_role', `role=${role()}`)).toEqual([]);
    const number = await emergency();
    expect((await asked(number))[0]).toEqual(['NO_EMERGENCY']);
    app.sandbox.serviceNow.grantRole(USERS.admin.userName, 'x_change_gate.pipeline');
    const { body } = await ask(number, { emergency: EMERGENCY }, USERS.admin);
    expect(body.result).toMatchObject({ refusals: [{ code: 'NO_EMERGENCY' }], overridden: false });
    expect(tasks(number)).toEqual([]);
  });

  describe('where it is allowed', () => {
    beforeAll(() => app.sandbox.serviceNow.grantRole(USERS.integration.userName, 'x_change_gate.emergency'));

    it('leaves who, why and what for, and one task for the review, however often it is asked', async () => {
      const number = await emergency();
      const notes = app.notes(number).length;
      expect(await asked(number)).toEqual([[], expect.objectContaining({ overridden: true })]);
      expect(await asked(number)).toEqual([[], expect.objectContaining({ overridden: true })]);
      const { assignment_group: group, work_start: start, state } = app.change(number);
      expect([state, start]).toEqual(['-3', expect.stringMatching(/^\d{4}-/)]);
      expect(tasks(number)).toMatchObject([
        {
          short_description: 'Post implementation review',
          change_task_type: 'review',
          assignment_group: group,
        },
      ]);
      expect(items(number)).toMatchObject([{ kind: 'override', status: 'passed' }]);
      expect(app.notes(number).slice(notes)).toEqual([
        expect.stringMatching(
          /as an emergency, by pipeline\.integration\.\s+Incident: INC0010001\. Reason: Checkout is down/,
        ),
      ]);
    });

    it.each([
      ['a normal change', () => waiting()],
      [
        'one that was rejected',
        async () => {
          const number = await emergency();
          app.sandbox.serviceNow.reject(number);
          return number;
        },
      ],
      [
        'one that is on hold',
        async () => {
          const number = await emergency();
          const hold = { on_hold: 'true', on_hold_reason: 'a vendor' };
          database().update('change_request', app.change(number).sys_id ?? '', hold, 'admin');
          return number;
        },
      ],
      [
        'one that was canceled',
        async () => {
          const number = await emergency();
          app.sandbox.serviceNow.move(number, 'Canceled');
          return number;
        },
      ],
    ])('does not pass %s', async (_what, change) => {
      const number = await change();
      expect((await asked(number))[0]).toEqual(['NO_EMERGENCY']);
      expect(tasks(number)).toEqual([]);
    });

    it('names an incident that is there', async () => {
      const number = await emergency();
      const none = { ...EMERGENCY, incident: 'INC0099999' };
      expect((await checked(number, { emergency: none }))[0]).toEqual(['NO_EMERGENCY']);
    });
  });
});

describe('a question', () => {
  it.each([
    ['no change', { change: 'x' }],
    ['a query for a change', { change: `${'0'.repeat(32)}^ORnumber!=x` }],
    ['an artifact without its digest', { artifacts: ['shop:2.3.1'] }],
    ['many artifacts', { artifacts: Array(21).fill(DIGEST) }],
    ['one artifact that is no list', { artifacts: DIGEST }],
    ['a commit that is none', { commit: 'HEAD' }],
    ['a rollback that is no flag', { rollback: 'false' }],
    ['a rule of its own', { separation: 'maybe' }],
    ['markup in the build', { build_url: 'https://ci.example.com/[code]x[/code]' }],
    ['an emergency without a reason', { emergency: { ...EMERGENCY, reason: ' ' } }],
    ['a query for an incident', { emergency: { ...EMERGENCY, incident: 'INC1^ORnumber!=x' } }],
    ['a body of a megabyte', { repository: 'x'.repeat(1_000_000) }],
  ])('with %s is refused', async (_what, fields) => {
    expect((await ask(app.openChange(), fields)).status).toBe(400);
  });

  it('is answered to nobody without the role, and about no change that the caller may not read', async () => {
    const number = await approved();
    expect((await ask(number, {}, USERS.teamMember)).status).toBe(403);
    app.sandbox.serviceNow.grantRole(USERS.employee.userName, 'x_change_gate.pipeline');
    expect((await ask(number, {}, USERS.employee)).status).toBe(404);
    expect(items(number)).toEqual([]);
  });
});
