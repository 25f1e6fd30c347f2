import { describe, expect, it } from 'vitest';
import {
  assess,
  bodyOf,
  CREATE,
  ID,
  KEY,
  LOOKUP,
  NEXT,
  no,
  ok,
  PASSWORD,
  PATCH,
  REGISTER,
  record,
  registered,
  runWith,
  SECOND_ID,
  shown,
  TABLE,
  TAKEN,
  TASKS,
  TOKEN,
} from '../test/scripted-run.ts';
import { GateError } from './errors.ts';

const OPEN = { operation: 'open', 'callback-token': TOKEN, data: '{"short_description":"Globex"}' };

describe('open', () => {
  it('creates, registers and requests approval', async () => {
    const { exitCode, outputs, sent } = await runWith(OPEN, [
      { expect: CREATE, answer: ok(record({}), 201) },
      { expect: REGISTER, answer: registered },
      { expect: PATCH, answer: assess },
    ]);
    expect(exitCode).toBe(0);
    expect(outputs).toEqual({
      'change-number': 'CHG0030001',
      'change-sys-id': ID,
      'change-url': `https://acme.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3D${ID}`,
      state: '-4',
      approval: 'requested',
      decision: 'pending',
      reason: 'CHG0030001 is in Assess: not approved yet',
    });
    expect(bodyOf(sent[0])).toEqual({
      short_description: 'Globex',
      sys_id: ID,
      correlation_id: KEY,
      correlation_display: 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore',
    });
    expect(bodyOf(sent[1])).toEqual({
      change: { number: 'CHG0030001', sys_id: ID },
      build: { id: 'build-1', url: 'https://ci.example/builds/1' },
      ci: 'testci',
      server: 'https://ci.example/api',
      target: { build: 'build-1', gate: 'change' },
      credential: { token: TOKEN },
      policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
      key: KEY,
    });
  });

  it('picks up the change that an earlier run opened', async () => {
    const { exitCode, log } = await runWith(OPEN, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([record({ state: '-4', approval: 'requested' })]) },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(record({ state: '-4', short_description: 'Globex' })) },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
    expect(log).toContain('Found CHG0030001');
    expect(log).not.toContain('WARNING');
  });

  it.each(['3', '4'])('does not reuse a change that is over (state %s)', async (state) => {
    const { exitCode } = await runWith({ ...OPEN, submit: 'false' }, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([record({ state })]) },
      { expect: CREATE, answer: ok(record({ sys_id: SECOND_ID }), 201) },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
  });

  it('looks again when the create was never answered, and does not send it twice', async () => {
    const silence = new GateError('UNAVAILABLE', 'acme did not answer: socket hang up.');
    const { exitCode } = await runWith({ ...OPEN, submit: 'false' }, [
      { expect: CREATE, answer: silence },
      { expect: LOOKUP, answer: ok([record({})]) },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
  });

  it('says that it does not know when the look finds nothing', async () => {
    const silence = new GateError('UNAVAILABLE', 'acme did not answer: socket hang up.');
    const { exitCode, log } = await runWith(OPEN, [
      { expect: CREATE, answer: silence },
      { expect: LOOKUP, answer: ok([]) },
      { expect: CREATE, answer: silence },
      { expect: LOOKUP, answer: ok([]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[CREATE_UNANSWERED]');
    expect(log).toContain(KEY);
  });

  it('warns when a rule keeps the change in New, which is registered by then', async () => {
    const { exitCode, log } = await runWith(OPEN, [
      { expect: CREATE, answer: ok(record({}), 201) },
      { expect: REGISTER, answer: registered },
      { expect: PATCH, answer: no(403, 'Operation Failed', "aborted by Business Rule 'Group is mandatory'") },
      { expect: NEXT, answer: no(400, 'Requested URI does not represent any resource') },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(record({})) },
    ]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING CHG0030001 stays in New.*Group is mandatory/);
  });

  it('leaves a note on the change when the registration is refused', async () => {
    const { exitCode, log, sent } = await runWith({ ...OPEN, submit: 'false' }, [
      { expect: CREATE, answer: ok(record({}), 201) },
      {
        expect: REGISTER,
        answer: no(403, 'Change Gate: CI server not listed', 'https://ci.example is not listed.'),
      },
      { expect: PATCH, answer: ok(record({})) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /is not listed\. CHG0030001 stays in New, nobody has been asked to approve it, and no build waits for it\. Run the script again with the same build key.*\[REGISTRATION_REFUSED\]/,
    );
    expect(bodyOf(sent[2]).work_notes).toContain('Test build 1');
  });

  it('asks anew for a change that was rejected, and registers then: its build is not told the old answer', async () => {
    const { exitCode } = await runWith(OPEN, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([record({ approval: 'rejected' })]) },
      {
        expect: `GET ${TABLE}/${ID}`,
        answer: ok(record({ approval: 'rejected', short_description: 'Globex' })),
      },
      { expect: PATCH, answer: assess },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
  });

  it('takes back a change that came without its correlation id', async () => {
    const { exitCode, log } = await runWith(OPEN, [
      { expect: CREATE, answer: ok(record({ correlation_id: `${KEY} ` }), 201) },
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/Canceled CHG0030001 again\..*did not keep the correlation id.*\[FIELDS_ALTERED\]/s);
  });

  it('says that a change is not complete when its attachments cannot be read', async () => {
    const { exitCode, log } = await runWith({ ...OPEN, attachments: 'package.json' }, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: ok([record({})]) },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(record({ short_description: 'Globex' })) },
      { expect: 'GET /api/now/attachment', answer: ok([{ file_name: 'package.json', table_sys_id: ID }]) },
      { expect: PATCH, answer: ok(record({})) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /sys_attachment does not look like one \(size_bytes\).*CHG0030001 stays in New.*\[UNEXPECTED_ANSWER\]/,
    );
  });

  it('does not take an answer that was cut short for "there is none"', async () => {
    const cutShort = {
      status: 200,
      body: { result: [], error: { message: 'Transaction cancelled', detail: '' }, status: 'failure' },
    };
    const { exitCode } = await runWith({ ...OPEN, submit: 'false' }, [
      { expect: CREATE, answer: TAKEN },
      { expect: LOOKUP, answer: cutShort },
      { expect: LOOKUP, answer: ok([record({})]) },
      { expect: `GET ${TABLE}/${ID}`, answer: ok(record({ short_description: 'Globex' })) },
      { expect: REGISTER, answer: registered },
    ]);
    expect(exitCode).toBe(0);
  });

  it('never repeats a secret that the instance sends back', async () => {
    const { log } = await runWith(OPEN, [
      { expect: CREATE, answer: no(500, `trace: ${PASSWORD} ${TOKEN} ${btoa(`ci:${PASSWORD}`)}`) },
      { expect: LOOKUP, answer: no(404, 'No Record found') },
    ]);
    expect(log).toContain('trace: *** *** ***');
  });
});

describe('verify', () => {
  const VERIFY = { operation: 'verify' };

  it('passes an approved change with one request', async () => {
    const { exitCode, outputs } = await runWith(VERIFY, [
      { expect: LOOKUP, answer: ok([record({ state: '-1', approval: 'approved' })]) },
    ]);
    expect(exitCode).toBe(0);
    expect(outputs?.decision).toBe('approved');
  });

  it.each([
    [
      'pending',
      { state: '-4', approval: 'requested' },
      /CHG0030001 is in Assess: not approved yet\. Nothing may be deployed yet\. Wait until that has changed/,
    ],
    ['denied', { state: '-5', approval: 'rejected' }, /CHG0030001 was rejected\. This build must not deploy/],
  ])('fails a %s one, and still sets the outputs', async (decision, values, words) => {
    const { exitCode, outputs, log } = await runWith(VERIFY, [
      { expect: LOOKUP, answer: ok([record(values)]) },
    ]);
    expect(exitCode).toBe(1);
    expect(outputs?.decision).toBe(decision);
    expect(log).toMatch(words);
  });

  it('does not believe a row with another correlation id, however near', async () => {
    const { exitCode, log } = await runWith(VERIFY, [
      {
        expect: LOOKUP,
        answer: ok([
          record({ sys_id: 'id1', state: '-1', approval: 'approved', correlation_id: KEY.toUpperCase() }),
          record({ sys_id: 'id2', state: '-1', approval: 'approved', correlation_id: '' }),
        ]),
      },
      { expect: LOOKUP, answer: ok([record({ correlation_id: 'TESTCI:build-1:staging' })]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('This build has opened no change (');
    expect(log).toContain('[CHANGE_NOT_FOUND]');
  });

  it('does not let canceled changes push its own one out of what is read', async () => {
    const open = { state: '-1', approval: 'approved' };
    const canceled = Array.from({ length: 99 }, () => record({ sys_id: 'id2', state: '4' }));
    const among = (sysId: string) =>
      runWith(VERIFY, [{ expect: LOOKUP, answer: ok([...canceled, record({ sys_id: sysId, ...open })]) }]);
    expect(await among(ID)).toMatchObject({ exitCode: 0 });
    const { exitCode, log } = await among('id1');
    expect(exitCode).toBe(1);
    expect(log).toMatch(/100 changes or more carry this build's correlation id.*\[CHANGE_AMBIGUOUS\]/);
  });

  it('does not take another state for the Implement that it has asked for', async () => {
    const scheduled = record({ state: '-2', approval: 'approved' });
    const { exitCode, log } = await runWith({ ...VERIFY, implement: 'true' }, [
      { expect: LOOKUP, answer: ok([scheduled]) },
      { expect: PATCH, answer: ok(record({ state: '4' })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /CHG0030001 is approved, but went to .* in place of Implement.*\[STATE_NOT_REACHED\]/,
    );
  });

  it('names the column that the policy of open asks for, whatever else it would wait for', async () => {
    const mark = 'Change Gate: proc=-1 appr=approved conf=ignore wind=enforce';
    const { exitCode, log } = await runWith(VERIFY, [
      { expect: LOOKUP, answer: ok([record({ state: '-4', correlation_display: mark, end_date: '' })]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/change_request\.start_date could not be read.*\[COLUMN_UNREADABLE\]/);
  });

  it('says when the instance hides the correlation id', async () => {
    const { correlation_id, ...hidden } = record({ state: '-1', approval: 'approved' });
    const { exitCode, log } = await runWith(VERIFY, [{ expect: LOOKUP, answer: ok([hidden]) }]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /change_request does not look like one \(correlation_id\): an ACL.*\[UNEXPECTED_ANSWER\]/,
    );
  });

  it('says which number it did not find', async () => {
    const { exitCode, log } = await runWith({ ...VERIFY, 'change-number': 'CHG0099999' }, [
      { expect: LOOKUP, answer: ok([]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('There is no CHG0099999');
  });
});

describe('close', () => {
  const CLOSE = { operation: 'close', 'close-code': 'unsuccessful' };

  it('walks from Implement through Review to Closed', async () => {
    const { exitCode, sent } = await runWith(CLOSE, [
      { expect: LOOKUP, answer: ok([record({ state: '-1', approval: 'approved', work_end: '' })]) },
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '0', work_end: '2026-03-01 12:00:00' })) },
      { expect: PATCH, answer: ok(record({ state: '3', close_code: 'unsuccessful' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[2])).toEqual({ state: '0', work_end: '2026-03-01 12:00:00' });
    expect(bodyOf(sent[3])).toEqual({
      state: '3',
      close_code: 'unsuccessful',
      close_notes: 'Test build 1 ended. https://ci.example/builds/1',
    });
  });

  it('is content with a change that is closed as it would close it', async () => {
    const closed = ok([record({ state: '3', close_code: 'unsuccessful' })]);
    expect(await runWith(CLOSE, [{ expect: LOOKUP, answer: closed }])).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ['as "successful"', { close_code: 'successful' }],
    ['without a close code that the integration user may read', {}],
  ])('does not take a change that is closed %s for one that it closed', async (words, columns) => {
    const closed = ok([record({ state: '3', ...columns })]);
    const { exitCode, log } = await runWith(CLOSE, [{ expect: LOOKUP, answer: closed }]);
    expect(exitCode).toBe(1);
    expect(log).toContain(`CHG0030001 is closed ${words}, and this step says "unsuccessful".`);
    expect(log).toContain('[CLOSED_OTHERWISE]');
  });

  it.each([
    ['another close code', { close_code: 'successful' }],
    ['no close code', {}],
  ])('does not pretend when the closed change shows %s', async (_what, columns) => {
    const { exitCode, log } = await runWith(CLOSE, [
      { expect: LOOKUP, answer: ok([record({ state: '0' })]) },
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '3', ...columns })) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/was closed as "unsuccessful", but shows the close code .*\[FIELDS_ALTERED\]/);
  });

  it.each([undefined, '', ' '])('asks nothing of the instance where the outcome is %j', async (outcome) => {
    const inputs = { operation: 'close', ...(outcome !== undefined && { outcome }) };
    const { exitCode, log } = await runWith(inputs, []);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/outcome: is not set or empty, .*Set it to success, failure.*\[INVALID_INPUT\]/);
  });

  it('does not pretend when the instance ignores the write', async () => {
    const { exitCode, log } = await runWith(CLOSE, [
      { expect: LOOKUP, answer: ok([record({ state: '-1' })]) },
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '-1' })) },
      { expect: NEXT, answer: no(400, 'Requested URI does not represent any resource') },
      { expect: TASKS, answer: ok([]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[WRITE_IGNORED]');
  });

  const TASK = {
    sys_id: 't1',
    number: 'CTASK0010001',
    change_request: ID,
    active: 'true',
    state: '1',
    short_description: 'Anything',
    created_from: 'flow',
    change_task_type: 'implementation',
  };

  it.each([
    ['of another change', { change_request: 'id2' }, ''],
    ['that is not active', { active: 'false' }, ''],
    ['that a person made', { created_from: 'manual' }, ''],
    ['whose origin is hidden', { created_from: undefined }, ''],
    ['that a flow made for something else', { change_task_type: 'review' }, ''],
    ['whose change is hidden', { change_request: undefined }, 'change_task does not look like one'],
    ['whose activity is hidden', { active: undefined }, 'change_task does not look like one'],
  ])('leaves a task alone %s', async (_whose, columns, warning) => {
    const { exitCode, log } = await runWith(CLOSE, [
      { expect: LOOKUP, answer: ok([record({ state: '-1' })]) },
      { expect: TASKS, answer: ok([shown({ ...TASK, ...columns })]) },
      { expect: PATCH, answer: ok(record({ state: '0' })) },
      { expect: PATCH, answer: ok(record({ state: '3', close_code: 'unsuccessful' })) },
    ]);
    expect(exitCode).toBe(0);
    if (warning === '') expect(log).not.toContain('tasks of CHG');
    else expect(log).toContain(warning);
  });

  it.each([
    ['is refused', no(403, 'Operation Failed', "aborted by Business Rule 'Hands off'"), '"Hands off"'],
    ['is ignored', ok(shown(TASK)), 'answered with success and left it open'],
  ])(
    'closes the change all the same where the write of its task %s, and says so',
    async (_how, answer, words) => {
      const { exitCode, log } = await runWith(CLOSE, [
        { expect: LOOKUP, answer: ok([record({ state: '-1' })]) },
        { expect: TASKS, answer: ok([shown(TASK)]) },
        { expect: 'PATCH /api/now/table/change_task/t1', answer },
        { expect: PATCH, answer: ok(record({ state: '0' })) },
        { expect: PATCH, answer: ok(record({ state: '3', close_code: 'unsuccessful' })) },
      ]);
      expect(exitCode).toBe(0);
      expect(log).toMatch(/WARNING CTASK0010001 \(Anything\) of CHG0030001 was not closed/);
      expect(log).toContain(words);
    },
  );

  it('does not close what was not implemented', async () => {
    const { exitCode, log } = await runWith(CLOSE, [
      { expect: LOOKUP, answer: ok([record({ state: '-4' })]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is in Assess, which does not lead to Closed.*\[NOT_CLOSABLE\]/);
  });
});

it.each([
  ['ENOSPC', 'The disk of this machine is full (ENOSPC, write /out)'],
  ['EDQUOT', "This user's disk quota is used up (EDQUOT, write /out)"],
  ['EROFS', 'The file system is read-only (EROFS, write /out)'],
  ['EACCES', 'This user may not write there (EACCES, write /out)'],
])('does not take %s for a defect of its own', async (code, words) => {
  const refused = () => {
    throw Object.assign(new Error('no'), { code, syscall: 'write', path: '/out' });
  };
  const script = [{ expect: LOOKUP, answer: ok([record({})]) }];
  const { exitCode, log } = await runWith({ operation: 'status' }, script, refused);
  expect(exitCode).toBe(1);
  expect(log).toContain(words);
  expect(log).not.toContain('report this');
});

it('explains a defect of its own with a stack, and without secrets', async () => {
  const { exitCode, log } = await runWith({ operation: 'verify' }, [
    {
      expect: LOOKUP,
      answer: {
        status: 200,
        get body(): unknown {
          throw new TypeError(`boom ${PASSWORD}`);
        },
      },
    },
  ]);
  expect(exitCode).toBe(1);
  expect(log).toMatch(/please report this\. TypeError: boom \*\*\*/);
});
