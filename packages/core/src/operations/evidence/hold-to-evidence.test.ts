import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  EVIDENCE_CHECKS,
  type Exchange,
  ID,
  LOOKUP,
  no,
  ok,
  PATCH,
  record,
  runWith,
} from '../../../test/scripted-run.ts';
import type { EvidenceCheck } from '../../evidence/contract.ts';

const ASK = `POST ${EVIDENCE_CHECKS}`;
const DIGEST = `sha256:${'1'.repeat(64)}`;
const SHA = 'c'.repeat(40);
const APPROVED = { state: '-1', approval: 'approved' };
const CLEAN: EvidenceCheck = {
  change: ID,
  refusals: [],
  warnings: [],
  why: '',
  separation: 'unknown',
  overridden: false,
};

const found = (columns = {}): Exchange => ({
  expect: LOOKUP,
  answer: ok([record({ ...APPROVED, ...columns })]),
});
const answers = (check: object): Exchange => ({ expect: ASK, answer: ok({ ...CLEAN, ...check }) });
const fails = (answer: Exchange['answer']): Exchange => ({ expect: ASK, answer });
const absent = no(400, 'Requested URI does not represent any resource');

describe.each(['verify', 'wait'])('%s', (operation) => {
  it('asks once, when the change is approved, and says what is deployed', async () => {
    const inputs = { operation, artifact: `shop@${DIGEST}`, rollback: 'true', separation: 'deny' };
    const source = {
      pipeline: 'p',
      sequence: { counter: 'p', number: 1 },
      repository: 'https://github.com/acme/shop',
      commit: SHA,
      ref: 'main',
      people: [],
    };
    const script = [found(), answers({ separation: 'separate', why: 'approved by Chris' })];
    const { exitCode, outputs, sent, log } = await runWith(inputs, script, undefined, { source });
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toEqual({
      change: ID,
      key: 'testci:build-1:change',
      build_url: 'https://ci.example/builds/1',
      repository: 'https://github.com/acme/shop',
      commit: SHA,
      artifacts: [`shop@${DIGEST}`],
      rollback: true,
      separation: 'deny',
    });
    expect(outputs).toMatchObject({
      decision: 'approved',
      separation: 'separate',
      reason: 'CHG0030001 is in Implement (approved by Chris)',
    });
    expect(log).toContain('approved by Chris');
  });

  it.each(['ARTIFACT_CHANGED', 'COMMIT_NOT_APPROVED', 'OUTDATED', 'NOT_SEPARATE', 'EVIDENCE_UNREADABLE'])(
    'fails with %s, in the words of the app',
    async (code) => {
      const refusals = [{ code, reason: 'was approved for something else' }];
      const { exitCode, log, outputs } = await runWith({ operation }, [found(), answers({ refusals })]);
      expect(exitCode).toBe(1);
      expect(log).toMatch(new RegExp(`CHG0030001 was approved for something else\\. [A-Z].*\\[${code}\\]`));
      expect(outputs).toBeUndefined();
    },
  );

  it('tells the log what the app warns of', async () => {
    const script = [found(), answers({ warnings: ['has a report that is worse than what was approved'] })];
    const { exitCode, log } = await runWith({ operation }, script);
    expect(exitCode).toBe(0);
    expect(log).toContain('WARNING CHG0030001 has a report that is worse than what was approved.');
  });

  it('passes with a line in the log where the instance cannot compare and nothing is asked for', async () => {
    const { exitCode, log, outputs } = await runWith({ operation }, [found(), fails(absent)]);
    expect(exitCode).toBe(0);
    expect(outputs).not.toHaveProperty('separation');
    expect(log).toMatch(/CHG0030001 is not compared with its evidence: the Change Gate app is not installed/);
  });

  it.each([{ artifact: DIGEST }, { separation: 'deny' }])(
    'fails where it cannot and %j is given',
    async (inputs) => {
      const { exitCode, log } = await runWith({ operation, ...inputs }, [found(), fails(absent)]);
      expect(exitCode).toBe(1);
      expect(log).toMatch(
        /CHG0030001 cannot be compared .*the Change Gate app is not installed.*\[EVIDENCE_UNREADABLE\]/,
      );
    },
  );

  it.each([
    ['what the app refuses to read', no(404, 'Change Gate: Change request not found'), 'EVIDENCE_UNREADABLE'],
    ['a missing role', no(403, 'Operation failed', 'ACL restricts access'), 'FORBIDDEN'],
    ['a 404 that does not say what is missing', no(404, 'Not found'), 'RECORD_NOT_FOUND'],
    ['a gateway that does not let it through', no(501, ''), 'NOT_ACCEPTED'],
    ['an empty answer', ok(undefined), 'UNEXPECTED_ANSWER'],
    ['null', ok(null), 'UNEXPECTED_ANSWER'],
    ['refusals that are none', ok({ ...CLEAN, refusals: 'none' }), 'UNEXPECTED_ANSWER'],
    [
      'a refusal that it does not know',
      ok({ ...CLEAN, refusals: [{ code: 'NEW', reason: 'is' }] }),
      'UNEXPECTED_ANSWER',
    ],
    ['a separation that it does not know', ok({ ...CLEAN, separation: 'yes' }), 'UNEXPECTED_ANSWER'],
    ['another change', ok({ ...CLEAN, change: 'b'.repeat(32) }), 'ANOTHER_RECORD'],
  ])('fails by %s', async (_what, answer, code) => {
    const { exitCode, log, outputs } = await runWith({ operation }, [found(), fails(answer)]);
    expect(exitCode).toBe(1);
    expect(log).toContain(`[${code}]`);
    expect(outputs).toBeUndefined();
  });

  it('never takes an emergency that it has not asked for as a reason to deploy', async () => {
    const { outputs } = await runWith({ operation }, [found(), answers({ overridden: true })]);
    expect(outputs?.decision).toBe('approved');
  });
});

it('verify moves nothing that is refused, and decides last by what the change has become', async () => {
  const inputs = { operation: 'verify', implement: 'true' };
  const refusals = [{ code: 'OUTDATED', reason: 'is older' }];
  await runWith(inputs, [found({ state: '-2' }), answers({ refusals })]);
  const held = ok(record({ ...APPROVED, on_hold: 'true' }));
  const { exitCode, outputs } = await runWith(inputs, [
    found({ state: '-2' }),
    answers({}),
    { expect: PATCH, answer: held },
  ]);
  expect(exitCode).toBe(1);
  expect(outputs?.decision).toBe('pending');
});

it.each(['verify', 'wait'])('%s asks nothing about a change that is not approved', async (operation) => {
  const rejected = found({ state: '-5', approval: 'rejected' });
  expect(await runWith({ operation }, [rejected])).toMatchObject({ exitCode: 1 });
});

it('wait asks about the change that it has waited for, and not at each poll', async () => {
  const pending = record({ state: '-4', approval: 'requested' });
  const read = (row: object): Exchange => ({
    expect: `GET /api/now/table/change_request/${ID}`,
    answer: ok(row),
  });
  const script = [
    found({ state: '-4', approval: 'requested' }),
    read(pending),
    read(record(APPROVED)),
    answers({}),
  ];
  expect(await runWith({ operation: 'wait' }, script)).toMatchObject({ exitCode: 0 });
});
