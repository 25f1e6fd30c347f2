import { expect, it } from 'vitest';
import type { Finding, SelfTestAnswer } from '../../check/contract.ts';
import type { CheckContext } from './section.ts';
import { selfTest } from './self-test.ts';

const RELEASE = 'glide-zurich-07-01-2025__patch2';

const broken = (id: string): Finding => ({
  id: `self-test.${id}`,
  title: id,
  outcome: 'does-not-hold',
  detail: 'It is broken.',
  remedy: 'Mend it.',
  who: 'ServiceNow admin',
});

const held = (id: string): Finding => ({
  id: `self-test.${id}`,
  title: id,
  outcome: 'holds',
  detail: 'It is as it must be.',
});

/** What an app tells, whatever it finds. */
const TOLD = [
  ...['methods', 'decision', 'redirect', 'privileges', 'token-encrypted', 'token-wiped'],
  ...['lock.registration', 'lock.delivery', 'lock.report', 'job.deliver'],
].map(held);

/** An answer with these, in which all else holds. */
const answerOf = (...findings: Finding[]): SelfTestAnswer => ({
  ranAt: '2026-01-01 12:00:00',
  appVersion: '1.2.3',
  release: RELEASE,
  findings: [...findings, ...TOLD.filter(({ id }) => !findings.some((finding) => finding.id === id))],
});

interface Given {
  /** As it ended last. */
  readonly last?: SelfTestAnswer | null;
  /** What the app answers to an admin; another user is refused. */
  readonly anew?: unknown;
  readonly callback?: boolean;
  readonly register?: () => Promise<string>;
  readonly token?: string;
  readonly scope?: string;
}

/** @returns the lines without those of what the app tells in any case, and holds; and what was asked for */
async function look({ last = null, anew, callback = true, register, token, scope }: Given) {
  const asked: string[] = [];
  const appScope = scope ?? 'x_change_gate';
  const context = {
    build: { callback, register },
    inputs: { 'callback-token': token },
    client: {
      appScope: scope,
      async request(method: string, path: string) {
        asked.push(`${method} ${path}`);
        return anew;
      },
    },
    app: async () => ({
      app: { version: '1.2.3', scope: appScope },
      instance: { release: RELEASE },
      user: { roles: { [`${appScope}.admin`]: anew !== undefined } },
      selfTest: last,
    }),
  } as unknown as CheckContext;
  const lines = await selfTest.look(context, []);
  const all = TOLD.map(({ id }) => id);
  return { lines: lines.filter(({ id, outcome }) => outcome !== 'holds' || !all.includes(id)), asked };
}

it('runs for an admin of the app alone, under the scope of the app', async () => {
  const { lines, asked } = await look({ anew: answerOf(broken('event')), scope: 'x_acme_gate' });
  expect(lines).toEqual([{ ...broken('event'), breaks: false }]);
  expect(asked).toEqual(['GET /api/x_acme_gate/v1/self_test']);
  expect((await look({ last: answerOf(broken('event')) })).asked).toEqual([]);
});

it('tells others how it ended last, and when', async () => {
  const { lines } = await look({ last: answerOf(broken('methods')) });
  expect(lines).toEqual([
    {
      id: 'self-test.ran',
      title: 'The self-test of the Change Gate app has run',
      outcome: 'holds',
      detail: 'What it found was so at 2026-01-01 12:00:00 UTC.',
      breaks: false,
    },
    { ...broken('methods'), breaks: true },
  ]);
});

it('knows nothing where nobody has run it', async () => {
  const { lines } = await look({});
  expect(lines).toMatchObject([
    { id: 'self-test', outcome: 'could-not-be-seen', who: 'Change Gate admin', breaks: false },
  ]);
  expect(lines[0]?.remedy).toContain('Run self-test');
});

it.each([
  [{ appVersion: '1.2.2' }, 'with version 1.2.2 of the app', 'now there is 1.2.3'],
  [{ release: 'glide-yokohama' }, 'on glide-yokohama', `on ${RELEASE}`],
  [{ release: '' }, 'a release that the instance does not tell', `on ${RELEASE}`],
])('knows nothing after an upgrade: it ran with %j', async (differs, was, is) => {
  const { lines } = await look({ last: { ...answerOf(broken('methods')), ...differs } });
  expect(lines).toMatchObject([{ id: 'self-test', outcome: 'could-not-be-seen', breaks: false }]);
  expect(lines[0]?.detail).toContain(was);
  expect(lines[0]?.detail).toContain(is);
});

it.each([
  ['methods', true],
  ['redirect', true],
  ['lock.delivery', true],
  ['job.deliver', true],
  ['lock.evidence', false],
  ['job.retention', false],
  ['event', false],
  ['active.rules', false],
])('%s: whether it breaks a gate with a callback: %s; one without it, never', async (id, breaks) => {
  const last = answerOf(broken(id));
  const breaksWith = async (given: Given) =>
    (await look({ last, ...given })).lines.slice(1).map((line) => line.breaks);
  expect(await breaksWith({})).toEqual([breaks]);
  expect(await breaksWith({ callback: false })).toEqual([false]);
  expect(await breaksWith({ register: async () => 'by another app' })).toEqual([false]);
});

it('what becomes of tokens matters where a registration brings one', async () => {
  const last = answerOf(broken('token-wiped'), broken('token-encrypted'));
  const breaksWith = async (given: Given) =>
    (await look({ last, ...given })).lines.slice(1).map((line) => line.breaks);
  expect(await breaksWith({ token: 'a-token' })).toEqual([true, true]);
  expect(await breaksWith({})).toEqual([false, false]);
});

it('what could not be seen breaks nothing', async () => {
  const { lines } = await look({ last: answerOf({ ...broken('methods'), outcome: 'could-not-be-seen' }) });
  expect(lines).toMatchObject([{ id: 'self-test.ran' }, { breaks: false }]);
});

it.each([TOLD.slice(1), []])(
  'what the app leaves unsaid could not be seen: it says %j',
  async (...findings) => {
    const unsaid = TOLD.filter(({ id }) => !findings.some((finding) => finding.id === id));
    for (const given of [{ anew: { ...answerOf(), findings } }, { last: { ...answerOf(), findings } }]) {
      const { lines } = await look(given);
      expect(lines.at(-1)).toMatchObject({ id: 'self-test', outcome: 'could-not-be-seen', breaks: false });
      for (const { id } of unsaid) expect(lines.at(-1)?.detail).toContain(id);
    }
  },
);

it('an answer of another shape is no good news', async () => {
  await expect(look({ anew: { findings: [] } })).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
});
