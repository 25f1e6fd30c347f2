/** Each switch at each of its settings, as a client meets it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { USERS } from '../base-system/seed/seed.ts';
import { devOps } from '../fixtures/dev-ops.ts';
import { basic, clientOf, type RestClient } from '../fixtures/rest-client.ts';
import { acmeApp, record } from '../glide/fixtures/acme-app.ts';
import { APP_ID, sysId, updateSetXml } from '../glide/fixtures/update-set-xml.ts';
import { ServiceNowInstance } from '../instance.ts';
import type { Behaviours } from './switches.ts';

const CHANGES = '/api/now/table/change_request';

let instance: ServiceNowInstance;

async function start(behaviours: Partial<Behaviours>): Promise<RestClient> {
  instance = await ServiceNowInstance.start({ clock: new SandboxClock(), behaviours });
  return clientOf(instance.url, 'admin');
}
afterEach(() => instance.close());

it.each([
  ['kept', '-3', 201, '-3'],
  ['kept', '-1', 403, undefined],
  ['reset', '-3', 201, '-5'],
  ['reset', '-1', 201, '-5'],
  ['refused', '-4', 403, undefined],
  ['refused', '-5', 201, '-5'],
] as const)(
  'stateAtInsert %s: a POST with state %s is answered %i',
  async (stateAtInsert, sent, status, state) => {
    const call = await start({ stateAtInsert });
    const answer = await call('POST', CHANGES, { state: sent });
    expect(answer.status).toBe(status);
    expect(answer.json.result?.state).toBe(state);
  },
);

it('asks for approval of a change that is created in Authorize', async () => {
  const call = await start({ stateAtInsert: 'kept' });
  const { json } = await call('POST', CHANGES, { state: '-3' });
  expect(json.result.approval).toBe('requested');
  expect(instance.approve(json.result.number).state).toBe('-2');
});

it.each([
  ['approved', ['-4 requested', '-4 approved', '-3 approved', '-3 requested', '-3 approved', '-2 approved']],
  ['requested', ['-4 requested', '-3 requested', '-3 approved', '-2 approved']],
  [
    'notRequested',
    ['-4 requested', '-4 approved', '-3 not requested', '-3 requested', '-3 approved', '-2 approved'],
  ],
] as const)('approvalBetweenSteps %s: state and approval are %j', async (approvalBetweenSteps, expected) => {
  const call = await start({ approvalBetweenSteps });
  const seen: string[] = [];
  instance.database.after(({ table, next }) => {
    if (table === 'change_request') seen.push(`${next?.state} ${next?.approval}`);
  });
  const group = instance.database.find('sys_user_group', 'name', 'DevOps')?.sys_id;
  const { json } = await call('POST', CHANGES, { assignment_group: group, state: '-4' });
  instance.approveAll(json.result.number);
  expect(seen).toEqual(expected);
});

it.each([
  ['atOnce', 'requested', 1],
  ['later', 'not requested', 0],
] as const)('approvalRequests %s: in Assess, approval is "%s"', async (approvalRequests, approval, asked) => {
  const clock = SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z'));
  instance = await ServiceNowInstance.start({ clock, behaviours: { approvalRequests } });
  const call = clientOf(instance.url, 'admin');
  const group = instance.database.find('sys_user_group', 'name', 'DevOps')?.sys_id;
  const { json } = await call('POST', CHANGES, { assignment_group: group, state: '-4' });
  const change = `${CHANGES}/${json.result.sys_id}`;
  expect((await call('GET', change)).json.result).toMatchObject({ state: '-4', approval });
  expect(instance.database.query('sysapproval_approver', '')).toHaveLength(asked);
  clock.advance(4_000);
  expect((await call('GET', change)).json.result).toMatchObject({ state: '-4', approval: 'requested' });
  expect(instance.database.query('sysapproval_approver', '')).toHaveLength(1);
});

it.each([
  ['badRequest', 400],
  ['forbidden', 403],
] as const)('changeApiRefusal %s: a skipped state is answered %i', async (changeApiRefusal, status) => {
  const call = await start({ changeApiRefusal });
  const { json } = await call('POST', '/api/sn_chg_rest/change', {});
  const path = `/api/sn_chg_rest/change/${json.result.sys_id.value}`;
  expect((await call('PATCH', path, { state: '-1' })).status).toBe(status);
});

it.each([
  ['emptied', ''],
  ['kept', 'open sesame'],
] as const)(
  'clearedPassword2 %s: a script that clears one then reads "%s"',
  async (clearedPassword2, left) => {
    const call = await start({ clearedPassword2 });
    const run = `var gr = new GlideRecord('x_acme_parcel');
gr.secret.setDisplayValue('open sesame');
var left = [gr.insert(), gr.insert()].map(function (id, index) {
  gr.get(id);
  if (index === 0) gr.setValue('secret', '');
  else gr.secret.setDisplayValue('');
  gr.update();
  gr.get(id);
  return gr.getElement('secret').getDecryptedValue();
});
response.setBody(left);`;
    instance.importUpdateSet(updateSetXml(acmeApp({ run })));
    expect((await call('GET', '/api/x_acme/plain/run')).json.result).toEqual([left, left]);
  },
);

it.each([
  ['shown', 'true', 'Parcel rule'],
  ['hidden', 'false', undefined],
] as const)(
  'recordsOfApps %s: a script finds the rules of its own application: %s',
  async (recordsOfApps, found, name) => {
    const call = await start({ recordsOfApps });
    const run = `var rules = new GlideRecord('sys_script');
rules.addQuery('sys_scope.scope', 'x_acme');
rules.query();
response.setBody({ found: String(rules.next()), name: rules.getValue('name') });`;
    const rule = { name: 'Parcel rule', collection: 'x_acme_parcel', when: 'async', action_insert: 'true' };
    const own = record('sys_script', sysId(95), { ...rule, active: 'true', sys_scope: APP_ID, script: '' });
    instance.importUpdateSet(updateSetXml([...acmeApp({ run }), own]));
    const { result } = (await call('GET', '/api/x_acme/plain/run')).json;
    expect([result.found, result.name ?? undefined]).toEqual([found, name]);
  },
);

const RULE = 'gs.info(current.operation() + " " + current.weight);';

it.each([
  ['stored', 'insert 3', 'insert 3'],
  ['written', 'insert 1', 'update 2'],
] as const)(
  'currentOfAsyncRule %s: rules that wait log "%s" first, and "%s"',
  async (currentOfAsyncRule, first, second) => {
    await start({ currentOfAsyncRule });
    instance.importUpdateSet(updateSetXml(acmeApp({ rule: RULE })));
    const { database } = instance;
    // The worker is at work until all three are written.
    void instance.cluster.runScript('x_acme', '');
    const { sys_id = '' } = database.insert('x_acme_parcel', { claim: 'web' }, 'admin');
    for (const weight of ['2', '3']) database.update('x_acme_parcel', sys_id, { weight }, 'admin');
    await instance.cluster.idle();
    const lines = instance.cluster.log.map(({ message }) => message);
    expect(lines[0]).toBe(first);
    expect(lines).toContain(second);
    expect(lines.at(-1)).toBe('update 3');
  },
);

it.each([
  ['asQueued', ['1', '2']],
  ['newestFirst', ['2', '1']],
] as const)('orderOfAsyncRules %s: quick updates log %j', async (orderOfAsyncRules, order) => {
  await start({ orderOfAsyncRules, currentOfAsyncRule: 'written' });
  const rule = 'if (current.operation() == "update") gs.info(current.weight);';
  instance.importUpdateSet(updateSetXml(acmeApp({ rule })));
  const { sys_id = '' } = instance.database.insert('x_acme_parcel', { claim: 'web', weight: '0' }, 'admin');
  await instance.cluster.idle();
  for (const weight of ['1', '2']) instance.database.update('x_acme_parcel', sys_id, { weight }, 'admin');
  await instance.cluster.idle();
  expect(instance.cluster.log.map(({ message }) => message)).toEqual(order);
});

it.each([
  ['kept', ['deleted web']],
  ['empty', ['deleted ']],
  ['none', []],
] as const)('currentOfAsyncDelete %s: the rule logs %j', async (currentOfAsyncDelete, said) => {
  await start({ currentOfAsyncDelete });
  const rule = 'if (current.operation() == "delete") gs.info("deleted " + current.claim);';
  instance.importUpdateSet(updateSetXml(acmeApp({ rule })));
  const { sys_id } = instance.database.insert('x_acme_parcel', { claim: 'web' }, 'admin');
  instance.database.delete('x_acme_parcel', sys_id ?? '', 'admin');
  await instance.cluster.idle();
  expect(instance.cluster.log.map(({ message }) => message)).toEqual(said);
});

it.each([
  ['processed', ['sent a']],
  ['left', []],
] as const)(
  'eventQueues %s: the script action of an event in a queue of its own logs %j',
  async (eventQueues, said) => {
    await start({ eventQueues });
    const records = acmeApp({
      rule: 'gs.eventQueue("x_acme.sent", current, "", "", "x_acme.calls");',
      action: 'gs.info("sent " + current.claim);',
    });
    const queue = { queue: 'x_acme.calls', automatic_processing: 'true', processing_order: 'parallel' };
    const fields = { ...queue, job_config: 'jobs_per_node', job_config_value: '1' };
    instance.importUpdateSet(
      updateSetXml([...records, { table: 'sysevent_queue', sysId: sysId(60), fields }]),
    );
    instance.database.insert('x_acme_parcel', { claim: 'a' }, 'admin');
    await instance.cluster.idle();
    expect(instance.cluster.log.map(({ message }) => message)).toEqual(said);
  },
);

/** Answers everything but `/away`, which leads to `/there`. */
async function withServer(use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url === '/away') response.writeHead(302, { location: '/there' });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(encodeURIComponent(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const REDIRECT = `var message = new sn_ws.RESTMessageV2();
message.setEndpoint(request.queryParams.url[0] + '/away');
message.setAllowedRedirectURIs(request.queryParams.allowed || []);
response.setBody(message.execute().getStatusCode());`;

it.each([
  ['followsNone', 302],
  ['followsAll', 200],
] as const)('emptyRedirectList %s: a script reads status %i', async (emptyRedirectList, status) => {
  const call = await start({ emptyRedirectList });
  instance.importUpdateSet(updateSetXml(acmeApp({ run: REDIRECT })));
  await withServer(async (url) => {
    expect((await call('GET', `/api/x_acme/plain/run?url=${url}`)).json.result).toBe(status);
  });
});

it.each([
  ['itself', 302],
  ['host', 200],
] as const)(
  'allowedRedirect %s: a list with another URI of the host: status %i',
  async (allowedRedirect, status) => {
    const call = await start({ allowedRedirect });
    instance.importUpdateSet(updateSetXml(acmeApp({ run: REDIRECT })));
    await withServer(async (url) => {
      const to = (allowed: string) => call('GET', `/api/x_acme/plain/run?url=${url}&allowed=${allowed}`);
      expect((await to(`${url}%2Fother`)).json.result).toBe(status);
      expect((await to(`${url}%2Fthere`)).json.result).toBe(200);
      expect((await to('https://elsewhere.invalid/')).json.result).toBe(302);
    });
  },
);

const THROUGH_MID_SERVER = `var message = new sn_ws.RESTMessageV2();
message.setEndpoint(request.queryParams.url[0]);
message.setMIDServer('mid');
var answer = message.execute();
var early = answer.getStatusCode();
answer.waitForResponse(60);
response.setBody([early, answer.getStatusCode()]);`;

it.each([
  ['sendsOnly', [0, 200]],
  ['waits', [200, 200]],
] as const)(
  'executeThroughMidServer %s: a script reads the statuses %j',
  async (executeThroughMidServer, read) => {
    const call = await start({ executeThroughMidServer });
    instance.importUpdateSet(updateSetXml(acmeApp({ run: THROUGH_MID_SERVER })));
    instance.database.insert('ecc_agent', { name: 'mid', status: 'Up' }, 'admin');
    await withServer(async (url) => {
      expect((await call('GET', `/api/x_acme/plain/run?url=${url}`)).json.result).toEqual(read);
    });
  },
);

it.each([
  ['inserted', '5'],
  ['leftOut', undefined],
] as const)(
  'privateProperties %s: after the first import the property is %s',
  async (privateProperties, value) => {
    await start({ privateProperties });
    const app = acmeApp().map((one) =>
      one.table === 'sys_properties' ? { ...one, fields: { ...one.fields, is_private: 'true' } } : one,
    );
    instance.importUpdateSet(updateSetXml(app));
    expect(instance.database.find('sys_properties', 'name', 'x_acme.limit')?.value).toBe(value);
  },
);

it.each([
  ['yokohama', 'function'],
  ['xanadu', 'undefined'],
] as const)('release %s: setAllowedRedirectURIs is %s', async (release, type) => {
  const call = await start({ release });
  const run = 'response.setBody(typeof new sn_ws.RESTMessageV2().setAllowedRedirectURIs);';
  instance.importUpdateSet(updateSetXml(acmeApp({ run })));
  expect((await call('GET', '/api/x_acme/plain/run')).json.result).toBe(type);
});

const SCRIPT = `response.setStatus(request.queryParams.status ? 404 : 200); response.setBody({ said: 'x' });`;

it.each([
  ['wrapped', { result: { said: 'x' } }],
  ['bare', { said: 'x' }],
] as const)('scriptedErrors %s: the body of an error is %j', async (scriptedErrors, body) => {
  const call = await start({ scriptedErrors });
  instance.importUpdateSet(updateSetXml(acmeApp({ run: SCRIPT })));
  expect(await call('GET', '/api/x_acme/plain/run?status=404')).toMatchObject({ status: 404, json: body });
  expect((await call('GET', '/api/x_acme/plain/run')).json).toEqual({ result: { said: 'x' } });
});

it.each([
  ['ignoresCase', 1],
  ['exact', 0],
] as const)('textInQueries %s: %i changes are found in another case', async (textInQueries, found) => {
  const call = await start({ textInQueries });
  const sent = { short_description: 'Globex Web', correlation_id: 'Gate:A1' };
  const { sys_id: sysId } = (await call('POST', CHANGES, sent)).json.result;
  const paths = [
    'sysparm_query=correlation_id=gate:a1',
    'sysparm_query=correlation_idINx,GATE:A1',
    'sysparm_query=short_descriptionLIKEglobex',
    'sysparm_query=short_descriptionSTARTSWITHglobex',
    'sysparm_query=short_descriptionENDSWITHweb',
    'sysparm_query=number=chg0030001',
    'correlation_id=gate:a1',
  ];
  for (const path of paths) {
    expect((await call('GET', `${CHANGES}?${path}`)).json.result, path).toHaveLength(found);
  }
  const others = [
    'correlation_id!=gate:a1',
    'correlation_idNOT INgate:a1',
    'short_descriptionNOT LIKEglobex',
  ];
  for (const query of others) {
    const { json } = await call('GET', `${CHANGES}?sysparm_query=${query}`);
    expect(json.result, query).toHaveLength(1 - found);
  }
  const { status } = await call('GET', `${CHANGES}/${String(sysId).toUpperCase()}`);
  expect(status).toBe(found === 1 ? 200 : 404);
});

it.each([
  ['ignoresCase', 403],
  ['exact', 201],
] as const)('textInUniqueColumns %s: another case is answered %i', async (textInUniqueColumns, status) => {
  const call = await start({ textInUniqueColumns });
  expect((await call('POST', '/api/now/table/sys_user_group', { name: 'devops' })).status).toBe(status);
  expect((await call('POST', '/api/now/table/sys_user_group', { name: 'DevOps' })).status).toBe(403);
  const [group] = (await call('GET', '/api/now/table/sys_user_group?name=DevOps')).json.result;
  const renamed = await call('PATCH', `/api/now/table/sys_user_group/${group.sys_id}`, { name: 'DEVOPS' });
  expect(renamed.json.result.name).toBe('DEVOPS');
});

it('compares the filter condition of a business rule with case, whatever queries do', async () => {
  await start({ textInQueries: 'ignoresCase' });
  const { database } = instance;
  expect(database.matches('change_request', { category: 'Software' }, 'category=Software')).toBe(true);
  expect(database.matches('change_request', { category: 'Software' }, 'category=software')).toBe(false);
});

it('compares an API key with case, whatever queries do', async () => {
  await start({ textInQueries: 'ignoresCase' });
  const key = instance.credentials.issueApiKey('admin', 'now_Ab');
  const status = async (sent: string) =>
    (await fetch(`${instance.url}${CHANGES}`, { headers: { 'x-sn-apikey': sent } })).status;
  expect([await status(key), await status(key.toLowerCase())]).toEqual([200, 401]);
});

it.each([
  ['kept', true, true],
  ['keptInTableApi', true, false],
  ['ignored', false, false],
] as const)(
  "clientSysId %s: a client's sys_id is kept by the Table API: %s, and by sn_chg_rest: %s",
  async (clientSysId, inTableApi, inChangeApi) => {
    const call = await start({ clientSysId });
    const created = async (path: string, sys_id: string) =>
      (await call('POST', path, { sys_id })).json.result?.sys_id;
    const [one, other] = ['AAAAbbbbccccddddeeeeffff00001111', 'aaaabbbbccccddddeeeeffff00002222'];
    expect((await created(CHANGES, one)) === one).toBe(inTableApi);
    const { value } = await created('/api/sn_chg_rest/change/normal', other);
    expect(value === other).toBe(inChangeApi);
  },
);

it.each([
  ['refused', 403, 1],
  ['newSysId', 201, 2],
] as const)(
  'secondInsert %s: is answered %i, and there are %i changes',
  async (secondInsert, status, count) => {
    const call = await start({ secondInsert });
    const sys_id = 'aaaabbbbccccddddeeeeffff00001111';
    expect((await call('POST', CHANGES, { sys_id })).status).toBe(201);
    const second = await call('POST', CHANGES, { sys_id });
    expect(second.status).toBe(status);
    expect(second.json.result?.sys_id).not.toBe(sys_id);
    expect(instance.changes()).toHaveLength(count);
  },
);

it.each([
  ['dropped', ''],
  ['text', '{"a":[1]}'],
] as const)('structuredValues %s: an object is %j', async (structuredValues, stored) => {
  const call = await start({ structuredValues });
  const { json } = await call('POST', CHANGES, { description: { a: [1] }, short_description: 'x' });
  expect(json.result).toMatchObject({ description: stored, short_description: 'x' });
});

it.each([
  ['filled', '62d10fa1c303101035ae3f52c1d3aec1', 'emergency'],
  ['empty', undefined, 'normal'],
] as const)(
  'modelOfType %s: an emergency has the model %j, and becomes %s',
  async (modelOfType, model, type) => {
    const call = await start({ modelOfType });
    const { json } = await call('POST', CHANGES, { type: 'emergency' });
    expect(json.result.type).toBe('emergency');
    expect(json.result.chg_model.value).toBe(model);
    const changed = await call('PATCH', `${CHANGES}/${json.result.sys_id}`, { type: 'normal' });
    expect(changed.json.result.type).toBe(type);
  },
);

it.each([
  ['accepted', [200, 200, 201]],
  ['refused', [400, 400, 400]],
] as const)(
  'trailingSlash %s: a list, a record and a POST are answered %j',
  async (trailingSlash, expected) => {
    const call = await start({ trailingSlash });
    const { sys_id: sysId } = (await call('POST', CHANGES, {})).json.result;
    const list = await call('GET', `${CHANGES}/?sysparm_limit=1`);
    const record = await call('GET', `${CHANGES}/${sysId}/`);
    const created = await call('POST', `${CHANGES}/`, {});
    expect([list.status, record.status, created.status]).toEqual(expected);
  },
);

it.each([
  ['stored', 'DevOps'],
  ['dropped', undefined],
] as const)('unknownReference %s: a name in a plain write is %j', async (unknownReference, value) => {
  const call = await start({ unknownReference });
  const { json } = await call('POST', CHANGES, { assignment_group: 'DevOps' });
  expect(json.result.assignment_group.value).toBe(value);
});

it.each([
  ['refused', 400],
  ['accepted', 201],
] as const)('writeWithoutBody %s: a POST without one is answered %i', async (writeWithoutBody, status) => {
  const call = await start({ writeWithoutBody });
  expect((await call('POST', CHANGES, '')).status).toBe(status);
});

it.each([
  ['accepted', 200],
  ['refused', 401],
] as const)('clientInHeader %s: a token for HTTP Basic is answered %i', async (clientInHeader, status) => {
  await start({ clientInHeader });
  const { clientId, clientSecret } = instance.credentials.registerApplication({ name: 'Pipelines' });
  const { userName, password } = USERS.integration;
  const answer = (secret: string) =>
    fetch(`${instance.url}/oauth_token.do`, {
      method: 'POST',
      headers: { Authorization: basic({ userName: clientId, password: secret }) },
      body: new URLSearchParams({ grant_type: 'password', username: userName, password }),
    });
  expect((await answer(clientSecret)).status).toBe(status);
  expect((await answer('wrong')).status).toBe(401);
});

it.each([
  ['never', 200],
  ['afterFive', 401],
] as const)(
  'lockout %s: after five wrong passwords the right one is answered %i',
  async (lockout, status) => {
    await start({ lockout });
    const attempt = async (password: string) => {
      const Authorization = basic({ userName: USERS.integration.userName, password });
      return (await fetch(`${instance.url}${CHANGES}`, { headers: { Authorization } })).status;
    };
    const { password } = USERS.integration;
    for (let wrong = 0; wrong < 4; wrong += 1) expect(await attempt('wrong')).toBe(401);
    expect(await attempt(password)).toBe(200);
    for (let wrong = 0; wrong < 5; wrong += 1) expect(await attempt('wrong')).toBe(401);
    expect(await attempt(password)).toBe(status);
  },
);

it.each([
  ['needsGroup', 403],
  ['free', 200],
] as const)('leavingNew %s: without a group the next state is answered %i', async (leavingNew, status) => {
  const call = await start({ leavingNew });
  const { sys_id } = (await call('POST', CHANGES, {})).json.result;
  expect((await call('PATCH', `${CHANGES}/${sys_id}`, { state: '-4' })).status).toBe(status);
});

/** Brings a standard change to Implement. @returns its sys_id */
async function implementing(call: RestClient): Promise<string> {
  const change = { type: 'standard', assignment_group: devOps(instance) };
  const { sys_id } = (await call('POST', CHANGES, change)).json.result;
  for (const state of ['-2', '-1']) await call('PATCH', `${CHANGES}/${sys_id}`, { state });
  return sys_id;
}

async function tasksOf(call: RestClient, change: string): Promise<Record<string, string>[]> {
  const query = `change_request=${change}^ORDERBYnumber`;
  return (await call('GET', `/api/now/table/change_task?sysparm_query=${query}`)).json.result;
}

it.each([
  ['flow', 'implementation', ['2', '4']],
  ['workflow', 'planning', ['4', '4']],
] as const)('baseTasks %s: of the type %s, and in Review %j', async (baseTasks, type, states) => {
  const call = await start({ baseTasks });
  const change = await implementing(call);
  const [first] = await tasksOf(call, change);
  expect(first).toMatchObject({ created_from: baseTasks, change_task_type: type });
  await call('PATCH', `/api/now/table/change_task/${first?.sys_id}`, { state: '2' });
  await call('PATCH', `${CHANGES}/${change}`, { state: '0' });
  expect((await tasksOf(call, change)).map(({ state }) => state)).toEqual(states);
});

it.each([
  ['movesToReview', '0'],
  ['stays', '-1'],
] as const)('noActiveTask %s: the change is in state %s', async (noActiveTask, state) => {
  const call = await start({ noActiveTask });
  const change = await implementing(call);
  for (const { sys_id } of await tasksOf(call, change)) {
    await call('PATCH', `/api/now/table/change_task/${sys_id}`, { state: '4' });
  }
  expect((await call('GET', `${CHANGES}/${change}`)).json.result.state).toBe(state);
});

it.each([
  ['fails', false, ['a', 'b', 'c'], '2 rows have a value that another one has'],
  ['deletesRows', true, ['a'], 'has deleted 2 rows'],
] as const)(
  'uniqueOverDuplicates %s: the column is unique: %s, and of three equal rows there are %j',
  async (uniqueOverDuplicates, unique, left, said) => {
    await start({ uniqueOverDuplicates });
    instance.importUpdateSet(updateSetXml(acmeApp()));
    const { database } = instance;
    for (const claim of ['a', 'b', 'c']) database.insert('x_acme_parcel', { claim, weight: '8' }, 'admin');
    const index = { logical_table_name: 'x_acme_parcel', unique_index: 'true', col_name_string: 'weight' };
    const record = { table: 'sys_index', sysId: '1'.repeat(32), fields: index };
    instance.importUpdateSet(updateSetXml([...acmeApp(), record]));
    expect(database.table('x_acme_parcel')?.columns.get('weight')?.unique).toBe(unique);
    expect(database.query('x_acme_parcel', 'weight=8').map(({ claim }) => claim)).toEqual(left);
    expect(instance.cluster.log.map(({ message }) => message).join()).toContain(said);
  },
);

it.each(['state_value', 'value'] as const)(
  'stateValueColumn %s: is the column of a state of a model',
  async (stateValueColumn) => {
    const call = await start({ stateValueColumn });
    const states = [
      { value: '-5', label: 'New' },
      { value: '20', label: 'Ready' },
    ];
    instance.defineChangeModel({ name: 'Short', states, transitions: [{ from: '-5', to: '20' }] });
    const { json } = await call('GET', '/api/now/table/sttrm_state?sysparm_query=state_label=Ready');
    expect(json.result[0][stateValueColumn]).toBe('20');
  },
);
