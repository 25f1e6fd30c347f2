import { expect, it } from 'vitest';
import { type Head, type Recorded, Transcript } from './transcript.ts';

const HEAD: Head = { changeGateTranscript: 1, suite: '1.2.3', ci: 'github', of: 'live' };

const SURROUNDINGS = {
  hosts: {
    '<instance>': ['https://acme.service-now.com'],
    '<ci>': ['https://api.github.com', 'https://github.com'],
  },
  own: new Map([['Change Gate live suite r4711: approved', 'Change Gate live suite <run>: approved']]),
};

const SYS_ID = 'b45b1cc0d1f2a3b4c5d6e7f8091a2b3c';

function recorded(record: (transcript: Transcript) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  record(new Transcript(HEAD, SURROUNDINGS, (line) => lines.push(line)));
  return lines.slice(1).map((line) => JSON.parse(line));
}

function exchange(parts: Partial<Recorded>): Recorded {
  return {
    ...{ scenario: 'approved', server: 'instance', as: 'pipeline', method: 'GET', path: '/api', status: 200 },
    ...{ request: undefined, response: '' },
    ...parts,
  };
}

it('keeps states, placeholders of records and people, and what the suite has written', () => {
  const [line] = recorded((transcript) => {
    transcript.add(
      exchange({
        method: 'PATCH',
        path: `/api/now/table/change_request/${SYS_ID}?sysparm_fields=number,state,u_cost`,
        request: { state: '-4', short_description: 'Change Gate live suite r4711: approved', u_cost: '7' },
        response: {
          result: {
            u_cost: '7',
            state: '-4',
            sys_id: SYS_ID,
            number: 'CHG0030001',
            assigned_to: {
              link: `https://acme.service-now.com/api/now/table/sys_user/${SYS_ID}`,
              value: SYS_ID,
            },
            assignment_group: { display_value: 'Acme Night Crew', value: SYS_ID },
            opened_by: 'ada@acme.com',
            short_description: 'Change Gate live suite r4711: approved',
            description: 'Call Ada at home',
            sys_created_on: '2026-11-29 18:00:00',
            on_hold: 'false',
            close_code: '',
          },
        },
      }),
    );
  });
  expect(JSON.stringify(line, null, 1)).toBe(
    JSON.stringify(
      {
        scenario: 'approved',
        server: 'instance',
        as: 'pipeline',
        method: 'PATCH',
        path: '/api/now/table/change_request/<sys_id 1>?sysparm_fields=number,state,<column>',
        request: { short_description: 'Change Gate live suite <run>: approved', state: '-4' },
        status: 200,
        response: {
          result: {
            assigned_to: { link: '<instance>/api/now/table/sys_user/<sys_id 1>', value: '<sys_id 1>' },
            assignment_group: { display_value: '<name 1>', value: '<sys_id 1>' },
            close_code: '',
            description: '<text>',
            number: '<number 1>',
            on_hold: 'false',
            opened_by: '<email 1>',
            short_description: 'Change Gate live suite <run>: approved',
            state: '-4',
            sys_created_on: '<time>',
            sys_id: '<sys_id 1>',
          },
        },
      },
      null,
      1,
    ),
  );
});

it('reads encoded queries, and keeps the conditions of columns that it knows', () => {
  const query = encodeURIComponent(
    `sysapproval=${SYS_ID}^state=requested^ORstateINapproved,mine^u_secret=x^ORDERBYDESCnumber^approver.user_name=ada`,
  );
  const [line] = recorded((transcript) =>
    transcript.add(
      exchange({
        path: `/api/now/table/sysapproval_approver?sysparm_query=${query}&x=y`,
      }),
    ),
  );
  expect(line).toHaveProperty(
    'path',
    '/api/now/table/sysapproval_approver?<parameter>&sysparm_query=sysapproval=<sys_id 1>^state=requested' +
      '^ORstateINapproved,<other>^<condition>^ORDERBYDESCnumber^approver.user_name=<user 1>',
  );
});

it('names hosts by what they are, numbers as numbers, and a repository by a placeholder', () => {
  const [line] = recorded((transcript) =>
    transcript.add(
      exchange({
        server: 'ci',
        path: '/repos/acme/shop/actions/runs/4711',
        response: {
          id: 4711,
          run_attempt: 1,
          status: 'waiting',
          conclusion: null,
          html_url: 'https://github.com/acme/shop/actions/runs/4711',
          jobs_url: 'https://proxy.acme.com/x',
          head_sha: 'a'.repeat(40),
          message: 'Bad credentials',
          workflow_runs: [{ path: 'deploy.yml', name: 'Ship it' }],
        },
      }),
    ),
  );
  expect(line).toMatchObject({
    path: '/repos/<name 1>/<name 2>/actions/runs/<id 1>',
    response: {
      id: '<id 1, a number>',
      run_attempt: 1,
      status: 'waiting',
      conclusion: null,
      html_url: '<ci>/<name 1>/<name 2>/actions/runs/<id 1>',
      jobs_url: '<host 1>',
      head_sha: '<sha 1>',
      message: 'Bad credentials',
      workflow_runs: [{ name: '<name 3>' }],
    },
  });
});

it('begins to number again in each scenario', () => {
  const lines = recorded((transcript) => {
    const add = (scenario: string, sysId: string) =>
      transcript.add(exchange({ scenario, response: { sys_id: sysId } }));
    add('one', SYS_ID);
    add('two', SYS_ID.replace('b', 'd'));
    add('one', SYS_ID.replace('b', 'c'));
  });
  expect(lines.map(({ scenario, response }) => [scenario, response])).toEqual([
    ['one', { sys_id: '<sys_id 1>' }],
    ['two', { sys_id: '<sys_id 1>' }],
    ['one', { sys_id: '<sys_id 2>' }],
  ]);
});

it('shows nothing of a body that is no JSON', () => {
  const [line] = recorded((transcript) =>
    transcript.add(exchange({ request: 'grant_type=password&password=x', response: '<html>Acme</html>' })),
  );
  expect(line).toMatchObject({ request: '<text>', response: '<text>' });
});
