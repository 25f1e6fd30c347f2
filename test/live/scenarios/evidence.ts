/** What the change manager sees of the build on the change. */
import type { Scenario } from '../scenario.ts';
import { CouldNotBeSeen, expectThat } from '../verdict.ts';

/** Of the report that the pipeline of docs/live.md writes. */
const TESTS = { tests_status: 'complete', tests_passed: '2', tests_failed: '0' } as const;

export const evidence: Scenario = {
  name: 'evidence',
  claim: "A build's test report is counted, and the change points to the record of it",
  async run(stage) {
    const { change } = await stage.startAndPause();
    const recorded = change.x_change_gate_evidence ?? '';
    expectThat(
      recorded !== '',
      `${change.number} points to no evidence, or the pipeline's user cannot see it.`,
    );
    const fields = Object.keys(TESTS).map((column) => `x_change_gate_evidence.${column}`);
    const { result } = await stage.instance.approver.get<{ result: Record<string, string> }>(
      // The table itself is closed to web services.
      `/api/now/table/change_request/${change.sys_id}?sysparm_fields=${fields.join(',')}`,
    );
    for (const [column, expected] of Object.entries(TESTS)) {
      const seen = result[`x_change_gate_evidence.${column}`];
      if (seen === undefined) {
        throw new CouldNotBeSeen(
          `The instance does not show the approver ${column} of ${change.number}'s evidence.`,
        );
      }
      expectThat(
        seen === expected,
        `${column} of the evidence of ${change.number} is "${seen}", and not "${expected}".`,
      );
    }
  },
};
