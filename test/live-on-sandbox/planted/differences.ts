/**
 * Instances, CIs and pipelines that are not as they must be. No setting of the sandbox's `behaviours` is one of these: no instance or CI
 * that works does so. Each names the scenario that must fail, and the words in which it must say why.
 */

import { ACTION_REF } from '../../gate/references.ts';
import { codefresh } from '../codefresh.ts';
import { github } from '../github.ts';
import type { CiOnSandbox, Planted } from '../stage-set.ts';
import type { Change } from './changed-file.ts';
import type { PassingRequest, Tamper } from './proxy.ts';

export interface Difference {
  /** What is not as it must be. */
  readonly what: string;
  readonly ci: CiOnSandbox;
  readonly scenario: string;
  readonly says: RegExp;
  /** Between all others and the instance. */
  readonly tamper?: Tamper;
  /** In the scripts of the app. */
  readonly app?: readonly Change[];
  /** In GitHub's workflow. */
  readonly workflow?: readonly Change[];
  /** Of the CI. */
  readonly faults?: Planted['faults'];
}

const APPROVALS = '/api/now/table/sysapproval_approver/';
const CHANGES = '/api/now/table/change_request';

const isWrite = ({ method, path }: PassingRequest, table: string) =>
  method === 'PATCH' && path.startsWith(table);

const answered = (body: unknown) => ({
  status: 200,
  headers: new Headers({ 'Content-Type': 'application/json' }),
  body: JSON.stringify(body),
});

/** Changes what is written, before it reaches the instance. */
const changing =
  (is: (request: PassingRequest) => boolean, from: RegExp, to: string): Tamper =>
  (request, forward) =>
    forward(is(request) ? { ...request, body: request.body.replace(from, to) } : request);

export const DIFFERENCES: readonly Difference[] = [
  {
    what: 'an approval is answered with 200, and not stored',
    ci: github,
    scenario: 'approved',
    says: /took the approver's answer "approved" for CHG\d+ with success, and the request stands open still/,
    tamper: async (request, forward) => (isWrite(request, APPROVALS) ? answered({ result: {} }) : forward()),
  },
  {
    what: 'a rejection leaves the change approved',
    ci: github,
    scenario: 'rejected',
    says: /CHG\d+ is in state -2, approval "approved". It was to be rejected/,
    tamper: changing((request) => isWrite(request, APPROVALS), /"rejected"/, '"approved"'),
  },
  {
    what: 'a canceled change is one that waits',
    ci: github,
    scenario: 'canceled',
    says: /Waited \d+ seconds for build \d+ to be over, in vain/,
    app: [['return denied("was canceled")', 'return pending("was canceled")']],
  },
  {
    what: 'the CI takes a decision, and goes on waiting',
    ci: codefresh,
    scenario: 'approved',
    says: /Waited \d+ seconds for build \w+ to be over, in vain/,
    faults: [
      {
        method: 'GET',
        path: '/api/workflow/',
        times: 'always',
        effect: { kind: 'status', status: 200, body: '{}' },
      },
    ],
  },
  {
    what: 'what is denied is approved in the CI',
    ci: github,
    scenario: 'rejected',
    says: /Its gate was answered "approved", and not "denied" once/,
    app: [
      [
        'decision === "approved" ? "approved" : "rejected"',
        'decision === "approved" ? "approved" : "approved"',
      ],
    ],
  },
  {
    what: 'the pipeline deploys without verify',
    ci: github,
    scenario: 'by-hand',
    says: /It deployed, though CHG\d+ is not approved/,
    workflow: [
      [
        `uses: ${ACTION_REF}\n        with:\n          operation: verify\n          environment: change-gate-live\n          password: \${{ secrets.CHANGE_GATE_PASSWORD }}`,
        'run: echo "verified nothing"',
      ],
    ],
  },
  {
    what: 'a change is closed with another close code',
    ci: github,
    scenario: 'approved',
    says: /CHG\d+ was closed with close code "successful_issues", and not "successful"/,
    workflow: [['operation: close', 'operation: close\n          close-code: successful_issues']],
  },
  {
    what: 'a close is answered with 200, and not stored',
    ci: github,
    scenario: 'approved',
    says: /It deployed, and failed afterwards: build \d+/,
    tamper: async (request, forward) =>
      isWrite(request, CHANGES) && request.body.includes('"state":"3"')
        ? answered({ result: { state: '3' } })
        : forward(),
  },
  {
    what: 'a pipeline that runs again opens a second change by itself',
    ci: github,
    scenario: 'run-again',
    says: /One change was to be opened, and there are CHG\d+, CHG\d+/,
    workflow: [
      [
        '      - run: sleep "$SECONDS_TO_HOLD"',
        `      - if: github.run_attempt != '1'
        run: |
          node -e "
            const { CHANGE_GATE_INSTANCE_URL: url, CHANGE_GATE_USERNAME: user, PASSWORD: password, DATA: body } = process.env;
            const headers = { Authorization: 'Basic ' + btoa(user + ':' + password), 'Content-Type': 'application/json' };
            fetch(url + '/api/now/table/change_request', { method: 'POST', headers, body })"
        env: { PASSWORD: "\${{ secrets.CHANGE_GATE_PASSWORD }}", DATA: "\${{ inputs.data }}" }
      - run: sleep "$SECONDS_TO_HOLD"`,
      ],
    ],
  },
  {
    what: "the app's rules and jobs do not run",
    ci: github,
    scenario: 'approved',
    says: /Waited \d+ seconds for the registration of CHG\d+ to say that it waits in Scheduled, in vain/,
    app: [
      ['GateEvaluation.changeWritten(current.getUniqueValue());', ''],
      ['GateSweep.run();', ''],
    ],
  },
  {
    what: 'a CI server that nobody has listed is called',
    ci: codefresh,
    scenario: 'unlisted-server',
    says: /Registering with https:\/\/change-gate-live.invalid\/api was answered 201/,
    app: [
      ['server.addQuery("base_url", baseUrl);', ''],
      ['if (server.getValue("base_url") === baseUrl) return', 'return'],
    ],
  },
  {
    what: 'a test is not counted',
    ci: github,
    scenario: 'evidence',
    says: /tests_passed of the evidence of CHG\d+ is "1", and not "2"/,
    tamper: changing(
      ({ path }) => path === '/api/x_change_gate/v1/evidence',
      /"total":2,"passed":2/,
      '"total":1,"passed":1',
    ),
  },
];
