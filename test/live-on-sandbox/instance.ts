/** An instance as an admin prepares it for the live suite (docs/live.md), as a sandbox's configuration has it. */
import { fileURLToPath } from 'node:url';

const UPDATE_SET = fileURLToPath(
  new URL('../../packages/servicenow-app/dist/change-gate-install.xml', import.meta.url),
);

const PIPELINE = { userName: 'live.pipeline', password: 'live-pipeline-word' };
const APPROVER = { userName: 'live.approver', password: 'live-approver-word' };
const ADMIN = { userName: 'live.admin', password: 'live-admin-word' };

const CHANGES = ['itil', 'sn_change_read', 'sn_change_write'];

type Row = Readonly<Record<string, { readonly value: string; readonly display_value: string }>>;

/** What the suite must not touch. */
export const NOT_OF_THE_SUITE = 'Somebody else deploys';

export const INSTANCE = {
  serviceNow: {
    updateSets: [UPDATE_SET],
    properties: { 'x_change_gate.allow_loopback_http': true },
    users: [
      { ...PIPELINE, roles: [...CHANGES, 'x_change_gate.pipeline'] },
      { ...APPROVER, roles: [...CHANGES, 'approver_user'] },
      { ...ADMIN, roles: [...CHANGES, 'x_change_gate.admin'] },
    ],
    records: {
      change_request: [{ short_description: NOT_OF_THE_SUITE }],
      sys_user_grmember: ['DevOps', 'CAB Approval'].map((group) => ({ group, user: APPROVER.userName })),
    },
  },
};

/** As an admin lists a CI server in its form. @param board of the instance's process */
export async function listServer(board: string, ci: string, url: string): Promise<void> {
  const response = await fetch(`${board}/api/forms/x_change_gate_ci_server`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Live suite', ci, base_url: url, active: true }),
  });
  if (!response.ok) throw new Error(`The CI server could not be listed: ${await response.text()}`);
}

/** What the suite is told of it. */
export function instanceSettings(url: string): Record<string, string> {
  return {
    INSTANCE_URL: url,
    USERNAME: PIPELINE.userName,
    PASSWORD: PIPELINE.password,
    APPROVER_USERNAME: APPROVER.userName,
    APPROVER_PASSWORD: APPROVER.password,
    ADMIN_USERNAME: ADMIN.userName,
    ADMIN_PASSWORD: ADMIN.password,
    ASSIGNMENT_GROUP: 'DevOps',
    DEADLINE_SECONDS: '120',
    POLL_SECONDS: '0.2',
    // Long enough on a machine that is busy with other tests; others run meanwhile.
    HOLD_SECONDS: '14',
  };
}

/** Any table, as an admin of the instance sees it in its lists. @param board of the instance's process */
export async function rows(board: string, table: string, query: string, fields: string): Promise<Row[]> {
  const parameters = new URLSearchParams({ sysparm_query: query, sysparm_fields: fields });
  const response = await fetch(`${board}/api/forms/${table}?${parameters}`);
  return ((await response.json()) as { result: Row[] }).result;
}

/** What the CI's pipeline signs in with. */
export const SIGN_IN = PIPELINE;
