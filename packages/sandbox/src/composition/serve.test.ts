import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServeOptions, serve } from './serve.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-serve-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a person is told who asks for something that cannot be served. */
async function refusal(options: Partial<ServeOptions>): Promise<string> {
  const served = serve({ port: '0', ...options }, Promise.resolve());
  return served.then(
    () => 'served',
    (error: Error) => error.message,
  );
}

describe('a configuration that is wrong', () => {
  it.each<[string, string | RegExp]>([
    ['serviceNow: {port: x}', ':1, serviceNow.port: this must be a number'],
    [
      'serviceNow:\n  prot: 0\n',
      /^:2, serviceNow\.prot: there is no such key; there are port, tls, .*, records, blackouts$/,
    ],
    [
      'jenkins: {}',
      ':1, jenkins: there is no such key; there are serviceNow, codefresh, github, gitlab, faults',
    ],
    [
      'codefresh:\n  port: 0\n  pipelines:\n    - {label: Globex, file: wrong.yaml, variable: {A: b}}\n',
      ':4, codefresh.pipelines[0].variable: there is no such key; there are label, file, repository, variables, encrypted',
    ],
    [
      'codefresh:\n  pipelines:\n    - {label: Globex, file: wrong.yaml, encrypted: [CHANGE_GATE_PASSWORD]}\n',
      ':3, codefresh.pipelines[0].encrypted[0]: CHANGE_GATE_PASSWORD is no variable of this pipeline: add it under `variables`, like `CHANGE_GATE_PASSWORD: VALUE`',
    ],
    [
      'codefresh:\n  pipelines:\n    - {label: Globex, file: wrong.yaml, repository: globex/webshop}\n',
      ':3, codefresh.pipelines[0].repository: there is no globex/webshop: add it under `codefresh.repositories`, like `globex/webshop: path/to/a/clone/of/it`',
    ],
    [
      'gitlab:\n  pipelines:\n    - {label: Globex, file: wrong.yaml, masked: [CHANGE_GATE_PASSWORD]}\n',
      /^:3, gitlab\.pipelines\[0\]\.masked\[0\]: CHANGE_GATE_PASSWORD is no variable of this pipeline/,
    ],
    [
      "serviceNow:\n  properties:\n    a: '${servicenow.url}/x'\n",
      ':3, serviceNow.properties.a: ${servicenow.url} is the URL of no server in this file; there are ${serviceNow.url}',
    ],
    [
      "serviceNow:\n  properties:\n    a: '${serviceNow.api}'\ngitlab: {}\n",
      ':3, serviceNow.properties.a: ${serviceNow.api} is the URL of no server in this file; there are ${serviceNow.url}, ${gitlab.url}',
    ],
    [
      "serviceNow:\n  users:\n    - {userName: bot, password: '${serviceNow.url}'}\n",
      ':3, serviceNow.users[0].password: ${serviceNow.url} is filled in under properties, records, variables, secrets only',
    ],
    [
      'codefresh:\n  pipelines:\n    - {label: Globex, file: none.yml}\n',
      /^:3, codefresh\.pipelines\[0\]\.file: ENOENT: no such file/,
    ],
    ['github: {users: []}', ':1, github.repositories: this key is missing: add it, with a list'],
    [
      'serviceNow:\n  behaviours:\n    lockout: often\n',
      /^:3, serviceNow\.behaviours\.lockout: Invalid option: expected one of "never"\|"afterFive"/,
    ],
    [
      'serviceNow:\n  behaviours: {lokout: never}\n',
      /^:2, serviceNow\.behaviours\.lokout: there is no such key; there are .*lockout/,
    ],
    [
      'serviceNow:\n  users:\n    - {userName: bot, password: x, roles: [itil, root]}\n',
      ':3, serviceNow.users[0].roles[1]: There is no role root; import the app that brings it first',
    ],
    [
      'serviceNow:\n  applications:\n    - {clientId: a, clientSecret: b, user: nobody}\n',
      ':3, serviceNow.applications[0].user: there is no user nobody',
    ],
    [
      'serviceNow:\n  records:\n    cmdb_ci_tank: [{}]\n',
      ':3, serviceNow.records.cmdb_ci_tank: the sandbox has no table cmdb_ci_tank: what brings it belongs under `serviceNow.updateSets`',
    ],
    [
      'serviceNow:\n  records:\n    cmdb_ci:\n      - {name: globex-db}\n      - {nmae: globex-web}\n',
      ':5, serviceNow.records.cmdb_ci[1].nmae: cmdb_ci has no such column',
    ],
    ['codefresh: {statusDelayMs: -1}', ':1, codefresh.statusDelayMs: no time is shorter than 0 ms'],
    ['gitlab: {statusDelayMs: 1 s}', ':1, gitlab.statusDelayMs: write whole milliseconds'],
    [
      'serviceNow:\n  tls: {ca: none/ca.pem}\n',
      /^:2, serviceNow\.tls\.ca: ENOENT: no such file or directory/,
    ],
    [
      'serviceNow:\n  columns:\n    change_request: [u_ticket, Ticket]\n',
      ':3, serviceNow.columns.change_request[1].name: write the name of a column, such as u_ticket',
    ],
    [
      'serviceNow:\n  columns:\n    change_request: [{name: u_cost, type: money}]\n',
      /^:3, serviceNow\.columns\.change_request\[0\]\.type: write one of string, integer, .*, password2$/,
    ],
    [
      'serviceNow:\n  columns:\n    change_request: [{name: u_owner, type: reference}]\n',
      ':3, serviceNow.columns.change_request[0].reference: a column of type reference, and no other, names the table that it points to',
    ],
    [
      'serviceNow:\n  columns:\n    change_request: [{name: u_owner, type: reference, reference: u_people}]\n',
      ':3, serviceNow.columns.change_request[0].reference: the sandbox has no table u_people',
    ],
    [
      'serviceNow:\n  columns:\n    change_request: [risk]\n',
      ':3, serviceNow.columns.change_request[0]: change_request has the column risk already',
    ],
    [
      'serviceNow:\n  columns: {change: [u_ticket]}\n',
      ':2, serviceNow.columns.change: the sandbox has no table change',
    ],
    [
      'serviceNow:\n  records:\n    change_request: [{cmdb_ci: globex-tank}]\n',
      ':3, serviceNow.records.change_request[0].cmdb_ci: there is no such record: globex-tank',
    ],
    [
      'faults:\n  - server: jenkins\n    effect: {kind: reset}\n',
      ':2, faults[0].server: there is no server "jenkins"; there are serviceNow',
    ],
    ['serviceNow: {port: 1\n', / is neither YAML nor JSON: .* at line 2, column 1/],
  ])('is refused with what is wrong, in which line, and where that belongs: %j', async (wrong, said) => {
    const file = join(folder, 'wrong.yaml');
    writeFileSync(file, wrong);
    const message = await refusal({ config: file });
    expect(message.startsWith(file)).toBe(true);
    if (typeof said === 'string') expect(message.slice(file.length)).toBe(said);
    else expect(message.slice(file.length)).toMatch(said);
  });
});

describe('an option that is wrong', () => {
  it('is refused by its name', async () => {
    expect(await refusal({ port: 'x' })).toBe('--port takes a number from 0 to 65535');
    expect(await refusal({ config: join(folder, 'none.yaml') })).toMatch(/none\.yaml cannot be read: ENOENT/);
    expect(await refusal({ record: join(folder, 'none', 'requests.jsonl') })).toMatch(/^--record: ENOENT/);
  });

  it('is refused when it is a port that is taken', async ({ onTestFinished }) => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    expect(await refusal({ port: String(port) })).toBe(
      `Port ${port} of \`--port\` is taken: choose another, or 0 for a free one`,
    );
    const config = join(folder, 'taken.yaml');
    writeFileSync(config, `codefresh: {port: ${port}}`);
    expect(await refusal({ config })).toBe(
      `${config}: Port ${port} of \`codefresh.port\` is taken: choose another, or 0 for a free one`,
    );
  });
});
