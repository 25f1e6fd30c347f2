/** What the app tries on the instance itself. */
import type { Scenario } from '../scenario.ts';
import { CouldNotBeSeen, DoesNotHold, Skipped } from '../verdict.ts';

interface SelfTest {
  readonly findings: readonly { readonly title: string; readonly outcome: string; readonly detail: string }[];
}

export const selfTest: Scenario = {
  name: 'self-test',
  claim: "The app's self-test finds nothing that does not hold",
  async run({ instance: { admin } }) {
    if (admin === undefined) throw new Skipped('CHANGE_GATE_LIVE_ADMIN_USERNAME is not set');
    const { result } = await admin.get<{ result: SelfTest }>('/api/x_change_gate/v1/self_test');
    const broken = result.findings.filter(({ outcome }) => outcome === 'does-not-hold');
    if (!result.findings.some(({ outcome }) => outcome === 'holds')) {
      throw new CouldNotBeSeen('None of its findings says that something holds.');
    }
    if (broken.length > 0)
      throw new DoesNotHold(broken.map(({ title, detail }) => `${title}: ${detail}`).join(' '));
  },
};
