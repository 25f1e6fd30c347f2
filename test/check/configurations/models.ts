/** Change models of the company's own. */
import { type Configuration, LATER, type ServiceNow } from './configuration.ts';
import { strict } from './instances.ts';

type Type = 'normal' | 'standard' | 'emergency';

/** A model with ways as `-5 -4`; `-5 -4!` is gone by itself, and `-5 -4 risk=2` has a condition. State 20 is one of implementation. */
const model =
  (ways: readonly string[], type: Type = 'normal') =>
  (serviceNow: ServiceNow) => {
    const transitions = ways.map((way) => {
      const [from = '', to = '', query] = way.replace('!', '').split(' ');
      return {
        from,
        to,
        ...(way.endsWith('!') && { automatic: true }),
        ...(query !== undefined && { conditions: [{ name: 'C', query }] }),
      };
    });
    const values = [...new Set(transitions.flatMap(({ from, to }) => [from, to]))];
    const states = values.map((value) => ({ value, label: `S${value}`, implementation: value === '20' }));
    serviceNow.defineChangeModel({ name: 'Globex', type, states, transitions });
  };

const OWN = { 'change-model': 'Globex' };
const IN_20 = {
  inputs: { ...OWN, 'proceed-states': '20' },
  verify: { 'proceed-states': '20' },
  opensIn: '20',
};
const CANCELED = ['-5 4', '-4 4'];
const NOT_OPENED = 'write could-not-be-seen';

export const MODELS: readonly Configuration[] = [
  { name: 'a model', set: model([...CANCELED, '-5 -4', '-4 20', '20 3']), ...IN_20, writes: [LATER] },
  {
    name: 'a model that lets none be canceled',
    set: model(['-5 -4', '-4 20', '20 3']),
    ...IN_20,
    writes: [NOT_OPENED],
  },
  {
    name: 'a model without the state of the gate',
    set: model(['-5 -4', '-4 20', '20 3']),
    inputs: OWN,
    says: ['model.proceed-states'],
    fails: /verify: .*NOT_APPROVED/s,
  },
  {
    name: 'a model that asks for something before its approval',
    set: model(['-5 -4 justificationISNOTEMPTY', '-4 20', '20 3']),
    ...IN_20,
    inputs: { ...IN_20.inputs, ...strict() },
    hides: 'model.approval',
    fails: /open: .*stays in New/s,
  },
  {
    name: 'a model whose condition the data meets',
    set: model(['-5 -4 justificationISNOTEMPTY', '-4 20', '20 3']),
    ...IN_20,
    inputs: { ...IN_20.inputs, ...strict({ justification: 'x' }) },
  },
  {
    name: 'a model that asks for something before its end',
    set: model(['-5 -4', '-4 20', '20 3 test_planISNOTEMPTY']),
    ...IN_20,
    hides: 'model.end',
    fails: /close: .*conditions?.*not met/is,
  },
  {
    name: 'a model whose gate a change leaves by itself',
    set: model(['-5 -4', '-4 20', '20 21!', '21 3']),
    ...IN_20,
    says: ['model.proceed-states'],
    fails: /verify: /,
  },
  {
    name: 'a model that begins in states of its own',
    set: model(['10 11', '11 20', '20 3']),
    ...IN_20,
    hides: 'model.approval',
    fails: /verify: .*"not requested"/s,
  },
  {
    name: 'a model that ends in a state of its own',
    set: model(['-5 -4', '-4 20', '20 22']),
    ...IN_20,
  },
  {
    name: 'a model with two ways to its end',
    set: model(['-5 -4', '-4 20', '20 21', '20 22', '21 3', '22 3']),
    ...IN_20,
    says: ['model.end'],
    fails: /close: .*STATE_NOT_REACHED/s,
  },
  {
    name: 'a model of standard changes',
    set: model(['-5 -2', '-2 -1', '-1 3'], 'standard'),
    inputs: OWN,
    says: ['model.type'],
    fails: /open: .*GATE_UNSAFE/s,
  },
  {
    name: 'a model of emergencies',
    set: model(['-5 -3', '-3 -2', '-2 -1', '-1 3'], 'emergency'),
    inputs: OWN,
  },
  {
    name: 'a model without the step of verify',
    set: model(['-5 -4', '-4 -2', '-2 20', '20 3']),
    inputs: { ...OWN, implement: 'true' },
    verify: { implement: 'true' },
    opensIn: '-2',
    says: ['model.implement'],
    fails: /verify: .*does not go to Implement/s,
  },
  {
    name: 'a gate that opens before the implementation begins',
    set: model(['-5 -4', '-4 -2', '-2 -1', '-1 3']),
    inputs: { ...OWN, 'proceed-states': 'Scheduled' },
    verify: { 'proceed-states': 'Scheduled' },
    opensIn: '-2',
    hides: 'model.end',
    fails: /close: .*NOT_CLOSABLE/s,
  },
];
