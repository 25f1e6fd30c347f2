/**
 * A CI server that echoes the token, in each form in which one comes back, and placed so that what is kept of its answer
 * ends inside it: no part of it may be in a record, a note or the log.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { secretForms } from '@change-gate/core/secret-forms';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type App, startApp } from './app.ts';

/** Every encoder changes what it begins with. */
const SECRET = `<k"e+y/of='the&ci~0123456789`;

/** Those that begin alike would leave the same. */
const FORMS = [
  ...secretForms(SECRET),
  // As a text that quotes a text that quotes JSON.
  JSON.stringify(JSON.stringify(SECRET)).slice(3, -3),
].filter((form, at, all) => all.findIndex((one) => one.slice(0, 14) === form.slice(0, 14)) === at);

/** Text with the echo across a cut. @param cut how many characters of it are kept */
const across = (form: string, cut: number): string => '-'.repeat(cut - Math.ceil(form.length / 2)) + form;

/** JSON that spells each character of the echo by its number. */
const byNumber = (text: string): string =>
  text.replace(/[^-]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly body?: string;
}

let app: App;
let server: Server;
/** @param form that this build gets to see @returns an empty list where it is undefined */
let answer: (form: string, method: string) => Answer;

beforeAll(async () => {
  app = await startApp(1);
  server = createServer(({ method = '', url = '' }, response) => {
    const build = /\/(?:builds|pipelines|runs)\/\d*?(\d{4})[/?]/.exec(url)?.[1];
    const form = FORMS[Number(build)];
    const { status, location, body = '[]' } = form === undefined ? { status: 404 } : answer(form, method);
    response.writeHead(status, location === undefined ? {} : { location }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  for (const ci of Object.keys(TARGETS)) app.listServer({ name: ci, ci, base_url: baseOf(ci) });
});
afterEach(() => {
  const { database, cluster } = app.sandbox.serviceNow;
  const rows = database.tables().flatMap(({ name }) => database.query(name, ''));
  const kept = [...rows.flatMap(Object.values), ...cluster.log.map(({ message }) => message)].join('\n');
  expect(kept.includes('--(tok')).toBe(true);
  expect(FORMS.filter((form) => kept.includes(form.slice(0, 8)))).toEqual([]);
});
afterAll(async () => {
  await app.close();
  await new Promise((resolve) => server.close(resolve));
});

const baseOf = (ci: string): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${ci}`;

const TARGETS: Readonly<Record<string, (id: string) => Readonly<Record<string, string>>>> = {
  codefresh: (id) => ({ build_id: id.padStart(24, '0'), gate: 'change' }),
  gitlab: (id) => ({
    project_id: '7',
    pipeline_id: id,
    job: 'change:gate',
    environment: '',
    on_denied: 'fail',
  }),
  github: (id) => ({
    way: 'protection-rule',
    owner: 'globex',
    repo: 'shop',
    run_id: id,
    run_attempt: '1',
    sha: '0'.repeat(40),
    gate: 'change',
    environment: 'production',
    workflow: '',
    ref: '',
    event_type: '',
  }),
};

/** A build for each form, all of them at one change. @returns what their registrations say */
async function registered(ci: string): Promise<{ number: string; answers(): (string | undefined)[] }> {
  const number = app.openChange();
  const ids: string[] = [];
  for (const [index] of FORMS.entries()) {
    const id = `1${String(index).padStart(4, '0')}`;
    const fields = { ci, server: baseOf(ci), target: TARGETS[ci]?.(id), key: `${ci}:${number}:${id}` };
    ids.push(await app.register(number, id, { ...fields, credential: { token: SECRET } }));
  }
  await app.idle();
  return { number, answers: () => ids.map((id) => app.registration(id).last_answer) };
}

async function told(ci: string): Promise<(string | undefined)[]> {
  const { number, answers } = await registered(ci);
  app.implement(number);
  await app.idle();
  return answers();
}

describe('nothing is left of what comes back', () => {
  it.each([
    ['codefresh', 'as text', JSON.stringify],
    ['gitlab', 'as text', JSON.stringify],
    ['github', 'by numbers', (text: string) => `"${byNumber(text)}"`],
  ])('in an error of %s, %s', async (ci, _how, json) => {
    answer = (form) => ({ status: 403, body: `{"message": ${json(across(form, 300))}}` });
    for (const said of await told(ci)) expect(said).toMatch(/ answered 403 when asked .*-\(tok/);
  });

  it('as the status of a build', async () => {
    const said = 'Codefresh reports a status that is not known here: ';
    answer = (form) => ({
      status: 200,
      body: JSON.stringify({ status: across(form, 1000 - said.length) }),
    });
    for (const text of await told('codefresh')) expect(text).toMatch(/^Codefresh reports a status .*-\(tok/);
  });

  it('as the host of a redirect', async () => {
    answer = (form) => ({ status: 302, location: `https://${across(form, 253)}.example/` });
    for (const text of await told('codefresh')) expect(text).toMatch(/it redirects to -+\(tok/);
  });

  it('in the answer to a report', async () => {
    answer = (form, method) =>
      method === 'POST'
        ? { status: 422, body: JSON.stringify({ message: across(form, 300) }) }
        : { status: 200, body: '[{"environment": {"id": 1, "name": "production"}}]' };
    const { number } = await registered('github');
    // One that found the CI server busy is tried again after some seconds.
    await app.pass(1);
    const { database } = app.sandbox.serviceNow;
    const change = app.change(number).sys_id ?? '';
    const reports = database.query('x_change_gate_report', `registration.change=${change}`);
    expect(reports).toHaveLength(FORMS.length);
    for (const { answer: text } of reports) expect(text).toMatch(/ answered 422 when asked .*-\(tok/);
  });
});
