import { describe, expect, it } from 'vitest';
import { BASE, EVIDENCE, PIPELINE, recorded, registeredWith, SOURCE } from '../../../test/evidence-source.ts';
import {
  assess,
  bodyOf,
  CREATE,
  type Exchange,
  ID,
  KEY,
  no,
  ok,
  PASSWORD,
  PATCH,
  REGISTER,
  record,
  registered,
  runWith,
  TABLE,
  TOKEN,
} from '../../../test/scripted-run.ts';
import type { BuildSource } from '../../evidence/source.ts';

const MARK = 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore';
const OPEN = { operation: 'open', 'callback-token': TOKEN };
const ARTIFACTS = `shop@sha256:${'a'.repeat(64)}`;
const READ = `GET ${TABLE}/${ID}`;

const row = record({ correlation_display: MARK });
const created: Exchange = { expect: CREATE, answer: ok(row, 201) };
const submitted: Exchange = { expect: PATCH, answer: assess };
const told: Exchange = { expect: REGISTER, answer: registeredWith(null) };
const noted: readonly Exchange[] = [
  {
    expect: READ,
    answer: ok({
      ...row,
      implementation_plan: { value: '', display_value: '' },
      test_plan: { value: 'By hand.', display_value: 'By hand.' },
    }),
  },
  { expect: PATCH, answer: ok(row) },
];

const BASE_COMMIT = 'b'.repeat(40);
const KNOWN: BuildSource = {
  ...SOURCE,
  history: async () => ({
    ...{ base: BASE_COMMIT, direction: 'ahead', commits: [], mergeRequests: [], gaps: [] },
  }),
};

function open(inputs: Record<string, string>, script: readonly Exchange[], source = SOURCE) {
  return runWith({ ...OPEN, ...inputs }, [...script], undefined, { source });
}

describe('open records the evidence after it has registered, and before it asks', () => {
  it('with one request', async () => {
    const { exitCode, sent, outputs, log } = await open({ artifacts: ARTIFACTS }, [
      created,
      told,
      { expect: EVIDENCE, answer: recorded },
      submitted,
    ]);
    expect(exitCode).toBe(0);
    const position = { stream: `${PIPELINE}#change`, sequence: SOURCE.sequence };
    expect(bodyOf(sent[1])).toMatchObject({ position });
    expect(bodyOf(sent[2])).toMatchObject({
      ...position,
      change: { number: 'CHG0030001', sys_id: ID },
      key: KEY,
      artifacts: [ARTIFACTS],
      status: 'complete',
      tests: { status: 'not_given', total: null, failed: null },
      people: SOURCE.people,
      separation: 'record',
    });
    expect(outputs?.evidence).toMatch(/^no test reports given; no security reports given; /);
    expect(log).toContain(`Recorded the evidence of CHG0030001: ${outputs?.evidence}.`);
  });

  it.each([
    ['where it is not known who wrote it', 'deny', SOURCE, true],
    ['not where it is known', 'deny', KNOWN, false],
    ['not where separation is only recorded', 'record', SOURCE, false],
  ])('and warns of what separation: deny will refuse, %s', async (_where, separation, source, warns) => {
    const script = [created, told, { expect: EVIDENCE, answer: recorded }, submitted];
    const { exitCode, log } = await open({ separation, since: BASE_COMMIT }, script, source);
    expect(exitCode).toBe(0);
    expect(/WARNING .*separation: deny, CHG0030001 may not be deployed.*give since/.test(log)).toBe(warns);
  });

  it('where nothing calls it back, after it has asked for the base', async () => {
    const { exitCode } = await runWith(
      { operation: 'open' },
      [
        created,
        { expect: BASE, answer: ok({ base: null }) },
        { expect: EVIDENCE, answer: recorded },
        submitted,
      ],
      undefined,
      { source: SOURCE, callback: false },
    );
    expect(exitCode).toBe(0);
  });

  it('and says where it counts no more', async () => {
    const { log } = await open({}, [
      created,
      told,
      { expect: EVIDENCE, answer: ok({ sys_id: 'e1', counts: false, older: [] }) },
      submitted,
    ]);
    expect(log).toContain('WARNING CHG0030001 is past being asked for');
  });

  it('under the stream that the step names, and without secrets of others’ texts', async () => {
    const source = { ...SOURCE, ref: `release-${PASSWORD}` };
    const script = [created, told, { expect: EVIDENCE, answer: recorded }, submitted];
    const { sent } = await open({ stream: 'shop to production' }, script, source);
    expect(bodyOf(sent[2])).toMatchObject({ stream: 'shop to production', source: { ref: 'release-***' } });
    expect(String(sent[2]?.body)).not.toContain(PASSWORD);
  });
});

describe('without a row', () => {
  it('the evidence is left as text where the app is older, in the plans that are empty', async () => {
    const { exitCode, sent, log } = await open({ artifacts: ARTIFACTS }, [
      created,
      { expect: REGISTER, answer: registered },
      ...noted,
      submitted,
    ]);
    expect(exitCode).toBe(0);
    expect(log.match(/WARNING The evidence of CHG0030001 is left as text/g)).toHaveLength(1);
    const written = bodyOf(sent[3]);
    expect(Object.keys(written)).toEqual(['implementation_plan', 'work_notes']);
    expect(written.work_notes).toContain(ARTIFACTS);
  });

  it('nothing is written where the step gives none', async () => {
    const { exitCode, log } = await open({}, [created, { expect: REGISTER, answer: registered }, submitted]);
    expect(exitCode).toBe(0);
    expect(log).toContain('What CHG0030001 deploys is not recorded: ');
    expect(log).not.toContain('WARNING');
  });

  it('a refusal is a warning, in the words of the app', async () => {
    const refused: Exchange = { expect: EVIDENCE, answer: no(400, 'Change Gate: artifacts is too long.') };
    const { exitCode, log } = await open({ artifacts: ARTIFACTS }, [
      created,
      told,
      refused,
      ...noted,
      submitted,
    ]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING The evidence of CHG0030001 is left as text.*artifacts is too long/);
  });

  it.each([
    [
      'is refused',
      { 'require-evidence': 'artifacts', artifacts: ARTIFACTS },
      registeredWith(null),
      'REGISTRATION_REFUSED',
    ],
    ['is refused', { separation: 'deny' }, registeredWith(null), 'REGISTRATION_REFUSED'],
    ['meets an older app', { separation: 'deny' }, registered, 'APP_NOT_INSTALLED'],
  ])('nobody is asked where what the step cannot do without %s (%j)', async (_how, inputs, answer, code) => {
    const refused: Exchange = { expect: EVIDENCE, answer: no(400, 'Change Gate: no.') };
    const { exitCode, log } = await open(inputs, [
      created,
      { expect: REGISTER, answer },
      ...(answer === registered ? [] : [refused]),
      { expect: PATCH, answer: ok(row) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain(`[${code}]`);
    expect(log).toContain('nobody has been asked to approve it');
  });
});

describe('before anything is created', () => {
  it.each([
    [{ 'require-evidence': 'artifacts' }, /artifacts names none.*\[EVIDENCE_INCOMPLETE\]/],
    [{ 'require-evidence': 'tests' }, /test-reports names none.*\[EVIDENCE_INCOMPLETE\]/],
  ])('%j is refused', async (inputs, message) => {
    const { exitCode, log } = await open(inputs, []);
    expect(exitCode).toBe(1);
    expect(log).toMatch(message);
  });

  it('evidence of a build that does not tell its source is refused', async () => {
    const { log } = await runWith({ ...OPEN, artifacts: ARTIFACTS }, []);
    expect(log).toMatch(/artifacts: wants to know what this build deploys.*\[INVALID_INPUT\]/);
  });
});
