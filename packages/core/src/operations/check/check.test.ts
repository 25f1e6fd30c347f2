import { expect, it } from 'vitest';
import { verdictOf } from '../../check/report.ts';
import { reportMarkdown } from '../../check/report-markdown.ts';
import { reportText } from '../../check/report-text.ts';
import { GateError } from '../../errors.ts';
import type { HttpRequest, HttpResponse } from '../../http/http.ts';
import { check, type GateOptions } from '../../library.ts';
import { VERSION } from '../../version.ts';

const PASSWORD = 'corr3ct-horse';
const INPUTS = { 'instance-url': 'https://acme.service-now.com', username: 'ci', password: PASSWORD };
const NOW = new Date('2026-03-01T12:00:00Z');

const BUILD: GateOptions['build'] = {
  ci: 'testci',
  title: 'Test build 1',
  build: { id: 'build-1', url: 'https://ci.example/builds/1' },
  buildKey: 'build-1',
  server: 'https://ci.example/api',
  target: () => ({}),
  callback: false,
};

const page = (title: string): HttpResponse => ({
  status: 200,
  headers: { 'content-type': 'text/html', date: NOW.toUTCString() },
  body: `<html><head><title>${title}</title></head></html>`,
});

const UNAUTHENTICATED: HttpResponse = {
  status: 401,
  headers: { 'content-type': 'application/json', date: NOW.toUTCString() },
  body: '{"error":{"message":"User Not Authenticated"},"status":"failure"}',
};

/** @returns the report, and what was asked of the instance */
async function look(answer: HttpResponse | Error, inputs = {}) {
  const asked: HttpRequest[] = [];
  const http = async (request: HttpRequest) => {
    asked.push(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const clock = { now: () => NOW, sleep: async () => {} };
  const report = await check({ ...INPUTS, ...inputs }, { build: BUILD, http, clock });
  return { report, asked };
}

it('says what was checked, when and by which version', async () => {
  expect((await look(page('Instance Hibernating page'))).report).toMatchObject({
    version: 1,
    checkedBy: VERSION,
    checkedAt: NOW.toISOString(),
    instance: 'https://acme.service-now.com',
    ci: 'testci',
  });
});

it('says one cause once: what it hides could not be seen', async () => {
  const { report, asked } = await look(page('Instance Hibernating page'));
  const [reached, ...others] = report.lines;
  expect(reached).toMatchObject({ id: 'instance.reached', outcome: 'does-not-hold', breaks: true });
  expect(others.map(({ outcome }) => outcome)).not.toContain('does-not-hold');
  expect(others.find(({ id }) => id === 'sign-in')?.detail).toBe(
    'This was not looked at, as another line does not hold: The instance answers and is awake (instance.reached).',
  );
  expect(asked).toHaveLength(1);
});

it('signs in no second time with what was refused', async () => {
  const { report, asked } = await look(UNAUTHENTICATED);
  expect(report.lines.filter(({ outcome }) => outcome === 'does-not-hold')).toMatchObject([
    { id: 'sign-in.accepted' },
  ]);
  expect(asked.map(({ headers }) => headers.authorization === undefined)).toEqual([true, false]);
});

it('says of what nobody asked for not even that it was not looked at', async () => {
  const unasked = ['conflicts', 'ci-server', 'write', 'profile'];
  const { report } = await look(UNAUTHENTICATED);
  expect(report.lines.map(({ id }) => id).filter((id) => unasked.includes(id))).toEqual([]);
  const asked = { 'check-write': 'true', profile: 'profile.json', 'conflict-policy': 'wait' };
  const { lines } = (await look(UNAUTHENTICATED, asked)).report;
  expect(lines.map(({ id }) => id)).toEqual(expect.arrayContaining(['conflicts', 'write', 'profile']));
});

it('says once that the inputs of the change do not fit together', async () => {
  const empty: HttpResponse = { ...UNAUTHENTICATED, status: 200, body: '{"result":[]}' };
  const { lines } = (await look(empty, { 'window-policy': 'enforce', 'conflict-policy': 'wait' })).report;
  expect(lines.filter(({ outcome }) => outcome === 'does-not-hold')).toMatchObject([{ id: 'data.inputs' }]);
  const hidden = lines.filter(({ detail }) => detail.endsWith('The inputs of the change (data.inputs).'));
  expect(hidden.map(({ id }) => id)).toEqual(['columns', 'model', 'conflicts']);
});

it('takes every secret out of a text before it is cut', async () => {
  // A title is cut after 80 characters.
  const { report } = await look(page(`${'x'.repeat(75)}${PASSWORD}`));
  const [{ detail = '' } = {}] = report.lines;
  expect(detail).toContain('xx***');
  expect(JSON.stringify(report)).not.toContain(PASSWORD.slice(0, 3));
});

it.each(['', '{"result":{}}', '{"result":[]}', '{"result":"yes"}', '{"result":[{}]}'])(
  'takes no answer for good that everybody gets to everything: %j',
  async (body) => {
    const headers = { 'content-type': 'application/json', date: NOW.toUTCString() };
    const { report } = await look({ status: 200, headers, body });
    const held = report.lines.filter(({ outcome }) => outcome === 'holds').map(({ id }) => id);
    // A list of no changes may be what there is to see.
    const seen = body.startsWith('{"result":[')
      ? ['instance.reached', 'sign-in.accepted', 'sign-in.user']
      : [];
    expect(held.filter((id) => id !== 'clock.difference')).toEqual(seen);
    expect(verdictOf(report)).not.toBe('holds');
  },
);

it('tells no secret, and ends no line, in anything that the app has written', async () => {
  const secret = 'callback-t0ken';
  const text = `a\u001b[2J\n::error::${secret} ${btoa(PASSWORD)}\u009b`;
  const finding = { title: text, outcome: 'does-not-hold', detail: text, remedy: text, who: 'CI admin' };
  const result = {
    app: { version: text, scope: text },
    instance: { release: text, name: text, time: '' },
    user: { name: text, roles: { [text]: true, itil: true } },
    gate: ['listed', 'reached', 'token', 'sees-gate', secret].map((id) => ({
      ...finding,
      id: `ci-server.${id}`,
    })),
    selfTest: null,
  };
  const http = async ({ url }: HttpRequest): Promise<HttpResponse> => ({
    status: 200,
    headers: { 'content-type': 'application/json', date: NOW.toUTCString() },
    body: JSON.stringify({ result: url.includes('/checks') ? result : [] }),
  });
  const report = await check(
    { ...INPUTS, 'callback-token': secret },
    { build: { ...BUILD, callback: true }, http, clock: { now: () => NOW, sleep: async () => {} } },
  );
  const outputs = [
    JSON.stringify(report),
    reportMarkdown(report),
    ...reportText(report).map(({ line }) => line),
  ];
  expect(report.lines.filter(({ id }) => id.startsWith('ci-server.'))).toHaveLength(5);
  for (const output of outputs) {
    for (const one of [secret, PASSWORD, btoa(PASSWORD)]) expect(output).not.toContain(one);
    // Markdown has lines of its own.
    expect(output.trimEnd().replaceAll('>\n<', '')).not.toMatch(/[\p{Cc}\p{Cf}]|\\u00/u);
  }
});

it('makes a line of what the instance does, and none of inputs that are not usable', async () => {
  await expect(look(new GateError('UNAVAILABLE', 'acme did not answer.'))).resolves.toMatchObject({
    report: { lines: expect.arrayContaining([expect.objectContaining({ detail: 'acme did not answer.' })]) },
  });
  await expect(look(UNAUTHENTICATED, { 'window-policy': 'sometimes' })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });
});
