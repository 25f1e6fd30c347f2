/** What a test has used of the sandbox that is not there. */
import type { JournalEntry, Sandbox } from '@change-gate/sandbox';

/**
 * What the product makes of an error of the sandbox proves nothing of ServiceNow or a CI, though the product may handle it
 * well. So it fails the test, whatever came of it.
 *
 * @param toCis the requests that CI servers of the sandbox got
 * @throws Error naming each API that a script used, and each request that was answered with 501
 */
export function refuseWhatIsMissing({ serviceNow }: Sandbox, toCis: readonly JournalEntry[]): void {
  const used = serviceNow.cluster.log
    .map(({ message }) => message)
    .filter((message) => message.includes('The sandbox does not implement'));
  const asked = [...serviceNow.requests, ...toCis].filter(({ status }) => status === 501).map(String);
  const missing = [...used, ...asked];
  if (missing.length > 0) throw new Error(`The sandbox lacks what this test uses:\n${missing.join('\n')}`);
}
