/** Whether an instance answers at this address, and is awake. */
import type { Remedier } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { readResult } from '../../servicenow/read-result.ts';
import { failed, holds, unseen } from './line.ts';
import type { CheckSection, FirstAnswer } from './section.ts';

const REACHED = { id: 'instance.reached', title: 'The instance answers and is awake' };

export const instance: CheckSection = {
  id: 'instance',
  title: 'Instance',
  needs: [],
  async look({ firstAnswer, client, displayName }) {
    try {
      return [readFirst(await firstAnswer(), new URL(client.instanceUrl).host)];
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      if (error.code === 'RATE_LIMITED') return [unseen(REACHED, error.message)];
      const remedy = `Check ${displayName('instance-url')}; where it is right, let this machine reach that host (DNS, proxy, firewall).`;
      return [failed(REACHED, error, WHO[error.code] ?? 'pipeline author', true, remedy)];
    }
  },
};

/** Who can do something about it, where it is not who gave the address. */
const WHO: Partial<Record<GateErrorCode, Remedier>> = {
  INSTANCE_HIBERNATING: 'ServiceNow admin',
  PROXY_REFUSED: 'CI admin',
};

/** Nobody has signed in yet, so a refusal in ServiceNow's words is the answer of an instance that is awake. */
function readFirst({ request, response }: FirstAnswer, host: string): CheckLine {
  try {
    // Whom a client certificate lets in is shown a list.
    if (!Array.isArray(readResult(request, response, ''))) return notServiceNow(`${host} answers`);
  } catch (error) {
    if (!(error instanceof GateError) || error.code !== 'UNAUTHENTICATED') throw error;
    if (!isServiceNows(response.body)) return notServiceNow(`${host} asks for a sign-in`);
  }
  return holds(REACHED, `${host} answers.`);
}

function notServiceNow(does: string): CheckLine {
  return unseen(
    REACHED,
    `${does}, and not in the words of a ServiceNow instance: what answers there could not be told.`,
    { remedy: 'Check the instance URL, and the proxies that lead there.', who: 'pipeline author' },
  );
}

/** `{"error":{"message":"User Not Authenticated",...},"status":"failure"}` (ServiceNow docs, r_RESTAPIHTTPResponseCodes). */
function isServiceNows(body: string): boolean {
  try {
    const { status, error } = JSON.parse(body);
    return status === 'failure' && typeof error === 'object';
  } catch {
    return false;
  }
}
