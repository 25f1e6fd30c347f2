/** What each reader and writer of a table sends, to the last parameter. */
import { expect, it } from 'vitest';
import type { CallbackRegistration } from '../callback/contract.ts';
import { CHANGE_FIELDS, toChange } from './change.ts';
import { conflictsOf, createChange, nextStates } from './change-management.ts';
import { implementationStates } from './change-model.ts';
import { type ChangeTask, createTask, tasksOf, updateTask } from './change-tasks.ts';
import { Changes } from './changes.ts';
import type { ServiceNowClient } from './client.ts';
import { register, registeredChange, withdrawRegistration } from './registrations.ts';

const ID = 'a'.repeat(32);
const [ONE, TWO] = ['1'.repeat(32), '2'.repeat(32)];
const ROW = {
  sys_id: { value: ID },
  number: { value: 'CHG1' },
  state: { value: '-1' },
  active: { value: 'true' },
  change_request: { value: ID },
  correlation_id: { value: 'key' },
  note: { value: 'n' },
};
const CHANGE = toChange(ROW);
const TASK = { sysId: ID, number: 'CTASK1' } as ChangeTask;
const REGISTRATION = { key: 'key' } as CallbackRegistration;
const REGISTERED = { sys_id: ID, key: 'key', status: 'waiting', decision: '', reason: '' };

const CHANGES = '/api/now/table/change_request';
const TASKS = '/api/now/table/change_task';
const MANAGED = '/api/sn_chg_rest/change';
const REGISTRATIONS = '/api/x_change_gate/v1/registrations';

const COLUMNS = CHANGE_FIELDS.join(',');
const TASK_COLUMNS =
  'sys_id,number,change_request,active,state,short_description,created_from,change_task_type,close_code,' +
  'correlation_id,correlation_display,sys_created_by';
const READ = {
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'true',
  sysparm_fields: COLUMNS,
};
const compared = (columns: string) => ({
  sysparm_display_value: 'all',
  sysparm_exclude_reference_link: 'false',
  sysparm_fields: columns,
});

type Sent = Readonly<Parameters<ServiceNowClient['request']>>;
type Call = (client: ServiceNowClient) => Promise<unknown>;

const changes =
  (call: (changes: Changes) => Promise<unknown>): Call =>
  (client) =>
    call(new Changes(client));

const CASES: readonly (readonly [string, Call, readonly unknown[], readonly Sent[]])[] = [
  [
    'the changes of a gate',
    changes((all) => all.ofGate('key', [ONE, TWO])),
    [[ROW]],
    [
      [
        'GET',
        CHANGES,
        {
          query: {
            ...READ,
            sysparm_query: `sys_idIN${ONE},${TWO}^ORcorrelation_id=key^ORDERBYDESCsys_created_on`,
            sysparm_limit: '100',
          },
        },
      ],
    ],
  ],
  [
    'a change that is looked for',
    changes((all) => all.find({ number: 'CHG1', sys_id: ID })),
    [[ROW]],
    [
      [
        'GET',
        CHANGES,
        {
          query: {
            ...READ,
            sysparm_query: `number=CHG1^sys_id=${ID}^ORDERBYDESCsys_created_on`,
            sysparm_limit: '1',
          },
        },
      ],
    ],
  ],
  ['a change', changes((all) => all.read(CHANGE)), [ROW], [['GET', `${CHANGES}/${ID}`, { query: READ }]]],
  [
    'a change that is compared',
    changes((all) => all.missing(CHANGE, { note: 'n', state: '-1' })),
    [ROW],
    [['GET', `${CHANGES}/${ID}`, { query: compared(`${COLUMNS},note`) }]],
  ],
  [
    'a new change',
    changes((all) => all.create({ note: 'n' })),
    [ROW],
    [['POST', CHANGES, { query: compared(`${COLUMNS},note`), body: { note: 'n' } }]],
  ],
  ...(['note', 'work_notes', 'comments'] as const).flatMap((column) => {
    const body = { [column]: 'n' };
    const idempotent = column === 'note';
    const written = (columns: string) => ({ query: compared(`${columns},${column}`), body, idempotent });
    return [
      [
        `a change's ${column}`,
        changes((all) => all.update(CHANGE, body)),
        [ROW],
        [['PATCH', `${CHANGES}/${ID}`, written(COLUMNS)]],
      ],
      [
        `a task's ${column}`,
        (client: ServiceNowClient) => updateTask(client, TASK, body),
        [ROW],
        [['PATCH', `${TASKS}/${ID}`, written(TASK_COLUMNS)]],
      ],
    ] as const;
  }),
  [
    'a work note',
    changes((all) => all.addWorkNote(CHANGE, 'n')),
    [ROW],
    [
      [
        'PATCH',
        `${CHANGES}/${ID}`,
        { query: compared(`${COLUMNS},work_notes`), body: { work_notes: 'n' }, idempotent: false },
      ],
    ],
  ],
  ...[true, false].map(
    (onlyOpen) =>
      [
        onlyOpen ? 'the open tasks' : 'all tasks',
        (client: ServiceNowClient) => tasksOf(client, CHANGE, { onlyOpen, columns: ['note', 'state'] }),
        [[ROW]],
        [
          [
            'GET',
            TASKS,
            {
              query: {
                ...compared(`${TASK_COLUMNS},note`),
                sysparm_query: `change_request=${ID}${onlyOpen ? '^active=true' : ''}^ORDERBYnumber`,
                sysparm_limit: '200',
              },
            },
          ],
        ],
      ] as const,
  ),
  [
    'a new task',
    (client) => createTask(client, CHANGE, { note: 'n' }),
    [ROW],
    [['POST', TASKS, { query: compared(`${TASK_COLUMNS},note`), body: { change_request: ID, note: 'n' } }]],
  ],
  ...(['normal', 'emergency'] as const).map(
    (type) =>
      [
        `a new ${type} change of the API`,
        (client: ServiceNowClient) => createChange(client, { type }, { note: 'n' }),
        [ROW],
        [['POST', `${MANAGED}/${type}`, { body: { note: 'n' } }]],
      ] as const,
  ),
  [
    'a new standard change',
    (client) => createChange(client, { standardTemplate: ONE }, { note: 'n' }),
    [[ROW]],
    [['POST', `${MANAGED}/standard/${ONE}`, { body: { note: 'n' } }]],
  ],
  [
    'a new change of a model',
    (client) => createChange(client, { model: ONE }, { note: 'n' }),
    [ROW],
    [['POST', MANAGED, { body: { note: 'n', chg_model: ONE } }]],
  ],
  [
    'the next states',
    (client) => nextStates(client, CHANGE),
    [{ available_states: [] }],
    [['GET', `${MANAGED}/${ID}/nextstates`]],
  ],
  [
    'the conflicts',
    (client) => conflictsOf(client, CHANGE),
    [{ conflicts: [] }],
    [['GET', `${MANAGED}/${ID}/conflict`]],
  ],
  [
    'a model and its states',
    (client) => implementationStates(client, ID),
    [
      { sys_id: ID, implementation_states: `${ONE},${TWO},${ONE}` },
      [
        { sys_id: ONE, state_value: '1' },
        { sys_id: TWO, state_value: '2' },
      ],
    ],
    [
      [
        'GET',
        `/api/now/table/chg_model/${ID}`,
        { query: { sysparm_fields: 'sys_id,implementation_states', sysparm_exclude_reference_link: 'true' } },
      ],
      [
        'GET',
        '/api/now/table/sttrm_state',
        { query: { sysparm_query: `sys_idIN${ONE},${TWO}`, sysparm_fields: 'sys_id,state_value,value' } },
      ],
    ],
  ],
  [
    'a registration',
    (client) => register(client, REGISTRATION),
    [REGISTERED],
    [['POST', REGISTRATIONS, { body: REGISTRATION, idempotent: true }]],
  ],
  [
    'the change of a registration',
    (client) => registeredChange(client, 'key'),
    [REGISTERED],
    [['GET', REGISTRATIONS, { query: { key: 'key' } }]],
  ],
  [
    'a registration that is withdrawn',
    (client) => withdrawRegistration(client, 'key'),
    [REGISTERED, REGISTERED],
    [
      ['GET', REGISTRATIONS, { query: { key: 'key' } }],
      ['DELETE', `${REGISTRATIONS}/${ID}`],
    ],
  ],
];

it('a registration with an app of another scope: goes to that one', async () => {
  const paths: string[] = [];
  const client: ServiceNowClient = {
    instanceUrl: 'https://acme.service-now.com',
    appScope: 'x_acme_gate',
    async request(_method, path) {
      paths.push(path);
      return REGISTERED;
    },
  };
  await register(client, { key: 'key' } as CallbackRegistration);
  await withdrawRegistration(client, 'key');
  expect(paths).toEqual([
    '/api/x_acme_gate/v1/registrations',
    '/api/x_acme_gate/v1/registrations',
    `/api/x_acme_gate/v1/registrations/${ID}`,
  ]);
});

it.each(CASES)('%s: sends this and no more', async (_what, call, answers, expected) => {
  const sent: Sent[] = [];
  await call({
    instanceUrl: 'https://acme.service-now.com',
    async request(...request) {
      sent.push(request);
      return answers[sent.length - 1];
    },
  });
  expect(sent).toStrictEqual(expected);
});
