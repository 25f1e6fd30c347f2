/** The self-test's decision: it decides here as it was tested. */
import * as GateDecision from './GateDecision.ts';
import * as GateFinding from './GateFinding.ts';

const CHANGE = {
  number: 'CHG0000000',
  state: '-4',
  stateLabel: 'Assess',
  active: true,
  approval: 'requested',
  onHold: false,
  onHoldReason: '',
  conflictStatus: 'Not Run',
  plannedStart: '',
  plannedEnd: '',
};

const CASES = [
  { name: 'Assess', differs: {}, decision: 'pending' },
  { name: 'Implement', differs: { state: '-1', approval: 'approved' }, decision: 'approved' },
  { name: 'Implement, not approved', differs: { state: '-1' }, decision: 'pending' },
  { name: 'rejected, back in New', differs: { state: '-5', approval: 'rejected' }, decision: 'denied' },
  { name: 'Canceled', differs: { state: '4' }, decision: 'denied' },
  { name: 'Closed', differs: { state: '3', approval: 'approved' }, decision: 'denied' },
  { name: 'on hold', differs: { state: '-1', approval: 'approved', onHold: true }, decision: 'pending' },
];

/** The one part. */
export function part(): GateFinding.Part {
  return {
    id: 'self-test.decision',
    title: 'Decisions about changes',
    look: tried,
  };
}

function tried(): GateFinding.Seen {
  const wrong: string[] = [];
  for (const { name, differs, decision } of CASES) {
    const change = Object.assign({}, CHANGE, differs);
    const made = GateDecision.decide(change, GateDecision.DEFAULT_POLICY, '2026-01-01 00:00:00').decision;
    if (made !== decision) wrong.push(`${name}: should be ${decision}, not ${made}`);
  }
  if (wrong.length === 0)
    return GateFinding.holds(`Each of ${CASES.length} made-up changes is decided as it must be.`);
  return GateFinding.broken(
    `Changes are decided otherwise than they must be (${wrong.join('; ')}).`,
    'Switch off every row of "CI servers", and commit the upgrade set again: its script GateDecision is not the one that was built.',
    'ServiceNow admin',
  );
}
