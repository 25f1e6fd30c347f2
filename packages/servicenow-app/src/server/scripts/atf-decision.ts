import * as GateDecision from '../includes/GateDecision.ts';

const change = {
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
const cases = [
  { name: 'Assess', differs: {}, decision: 'pending' },
  { name: 'Implement', differs: { state: '-1', approval: 'approved' }, decision: 'approved' },
  { name: 'Implement, not approved', differs: { state: '-1' }, decision: 'pending' },
  { name: 'rejected, back in New', differs: { state: '-5', approval: 'rejected' }, decision: 'denied' },
  { name: 'Canceled', differs: { state: '4' }, decision: 'denied' },
  { name: 'Closed', differs: { state: '3', approval: 'approved' }, decision: 'denied' },
  { name: 'on hold', differs: { state: '-1', approval: 'approved', onHold: true }, decision: 'pending' },
];

cases.forEach(({ name, differs, decision }) => {
  const verdict = GateDecision.decide(
    Object.assign({}, change, differs),
    GateDecision.DEFAULT_POLICY,
    '2026-01-01 00:00:00',
  );
  assertEqual({ name, shouldbe: decision, value: verdict.decision });
});
