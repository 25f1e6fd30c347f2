/**
 * Pipelines that keep Codefresh's original step: its client calls `/api/409723/codefresh/callback`, where the app answers once an
 * admin has imported `change-gate-codefresh-original.xml`. The requests are those that its `snow.py` makes (codefresh-io/steps
 * and codefresh-io/argo-hub), byte for byte as Python's `requests` 2.34 sends them.
 */
import { readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { USERS } from '@change-gate/sandbox';
import { afterEach, describe, expect, it } from 'vitest';
import { registrations } from '../registrations.ts';
import { type App, startApp, TOKEN, type User } from './app.ts';

const FORWARDER = readFileSync(
  new URL('../../packages/servicenow-app/dist/change-gate-codefresh-original.xml', import.meta.url),
  'utf8',
);

let app: App;
afterEach(() => app.close());

async function start(behaviours: Parameters<typeof startApp>[1] = {}): Promise<void> {
  app = await startApp(1, behaviours);
  app.sandbox.serviceNow.importUpdateSet(FORWARDER);
}

/** What the client sees: it looks at the status, and prints the text. */
interface Seen {
  readonly status: number;
  readonly text: string;
}

/** `requests.post(url, json=body, headers={"content-type":"application/json"}, auth=(user, password))` */
function post(path: string, body: Readonly<Record<string, unknown>>, user: User): Promise<Seen> {
  const text = pythonJson(body);
  const credentials = Buffer.from(`${user.userName}:${user.password}`, 'latin1').toString('base64');
  return new Promise((resolve, reject) => {
    const sent = httpRequest(`${app.sandbox.serviceNow.url}${path}`, {
      method: 'POST',
      headers: {
        'User-Agent': 'python-requests/2.34.2',
        'Accept-Encoding': 'gzip, deflate',
        Accept: '*/*',
        Connection: 'keep-alive',
        'content-type': 'application/json',
        'Content-Length': text.length,
        Authorization: `Basic ${credentials}`,
      },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      response.toArray().then((chunks) => {
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() });
      }, reject);
    });
    sent.end(text);
  });
}

/** `json.dumps`: a blank behind each comma and colon, and ASCII alone. */
function pythonJson(body: Readonly<Record<string, unknown>>): string {
  const pairs = Object.entries(body).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  const escaped = (letter: string) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `{${pairs.join(', ')}}`.replace(/[\u007f-\uffff]/g, escaped);
}

/** `createChangeRequest`: the data, and a column that the table does not have. */
async function createChange(build: string, user: User = USERS.integration): Promise<string> {
  const data = { short_description: 'Globex deployment to QA', description: 'é', cf_build_id: build };
  const { status, text } = await post('/api/now/table/change_request', data, user);
  expect(status).toBe(201);
  return JSON.parse(text).result.number;
}

/** `callback`, as the steps' client (1.4.1) calls it. */
function callBack(number: string, build: string, other: Readonly<Record<string, unknown>> = {}, user?: User) {
  const body = {
    cr_number: number,
    cf_build_id: build,
    cf_token: TOKEN,
    cf_url: app.sandbox.codefresh.url,
    cr_policy: 'ignore',
    ...other,
  };
  return post('/api/409723/codefresh/callback', body, user ?? USERS.integration);
}

/** As people do in ServiceNow: the original leaves the change in New. */
function submitAndImplement(number: string): void {
  const { serviceNow } = app.sandbox;
  serviceNow.move(number, 'Assess');
  serviceNow.approveAll(number);
  serviceNow.move(number, 'Implement');
}

describe('a pipeline with the original step as it is', () => {
  it.each([
    ['approved', submitAndImplement],
    ['denied', (number: string) => app.sandbox.serviceNow.move(number, 'Canceled')],
  ])('has its build %s by the app', async (decision, decide) => {
    await start();
    const build = await app.pausedBuild();
    const number = await createChange(build);
    expect(await callBack(number, build)).toEqual({ status: 200, text: '' });
    expect(app.decisions(build)).toEqual([]);
    decide(number);
    await app.idle();
    expect(app.decisions(build)).toEqual([decision]);
    expect(registrations(app.sandbox.serviceNow)).toEqual([
      expect.objectContaining({ status: 'delivered', sys_created_by: USERS.integration.userName }),
    ]);
  });

  it('is told by name of the role that its user lacks, and nobody has been asked by then', async () => {
    await start();
    const build = await app.pausedBuild();
    const number = await createChange(build, USERS.changeManager);
    const { status, text } = await callBack(number, build, {}, USERS.changeManager);
    expect(status).toBe(403);
    expect(text).toContain(
      `${USERS.changeManager.userName} lacks the role x_change_gate.pipeline; an admin of the instance gives it.`,
    );
    expect(app.change(number)).toMatchObject({ state: '-5', approval: 'not requested' });
    expect(registrations(app.sandbox.serviceNow)).toEqual([]);
  });

  it('needs no role of ours where its user is an admin', async () => {
    await start();
    const build = await app.pausedBuild();
    const number = await createChange(build, USERS.admin);
    expect(await callBack(number, build, {}, USERS.admin)).toEqual({ status: 200, text: '' });
  });

  it.each(['wrapped', 'bare'] as const)(
    "reads the original's answer where errors of scripts are %s",
    async (scriptedErrors) => {
      await start({ scriptedErrors });
      const build = await app.pausedBuild();
      const number = await createChange(build);
      const body = (code: number, message: unknown) => {
        const error = { status: 'Error', details: { errors: [{ code, message }] } };
        return scriptedErrors === 'wrapped' ? { result: error } : error;
      };
      const missing = await callBack(number, '', {});
      expect(missing.status).toBe(404);
      expect(JSON.parse(missing.text)).toEqual(body(404, 'Missing cf_build_id'));
      const strange = await callBack(number, build, { ci_system: 'workflow', cf_runtime: 'codefresh' });
      expect(strange.status).toBe(400);
      expect(JSON.parse(strange.text)).toEqual(
        body(400, expect.stringContaining('Only classic Codefresh builds can be registered')),
      );
      expect(registrations(app.sandbox.serviceNow)).toEqual([]);
    },
  );
});

it('refuses a token that nobody has filled in, as in the examples of the original', async () => {
  await start();
  const build = await app.pausedBuild();
  const answer = await callBack(await createChange(build), build, { cf_token: '${CF_API_TOKEN}' });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain('not a reference to a variable that nothing has filled in');
  expect(registrations(app.sandbox.serviceNow)).toEqual([]);
});

describe('where the update set of the original is installed', () => {
  /** Its two records, with a script that can be told from ours. */
  const ORIGINAL = FORWARDER.replace(
    'x_change_gate.GateCodefreshCallback.create(request, response);',
    'response.setStatus(201);',
  );

  it('the one that was committed last answers, and there is one', async () => {
    app = await startApp(1);
    const { serviceNow } = app.sandbox;
    const build = await app.pausedBuild();
    const number = await createChange(build);
    expect((await callBack(number, build)).text).toContain('Requested URI does not represent any resource');
    for (const [set, status] of [
      [ORIGINAL, 201],
      [FORWARDER, 200],
      [ORIGINAL, 201],
    ] as const) {
      serviceNow.importUpdateSet(set);
      expect((await callBack(number, build)).status).toBe(status);
    }
    // What the app has registered meanwhile stays.
    submitAndImplement(number);
    await app.idle();
    expect(app.decisions(build)).toEqual(['approved']);
  });
});
