import * as GateRegistrationStatus from '../includes/GateRegistrationStatus.ts';
import * as GateRegistrations from '../includes/GateRegistrations.ts';
import * as GateRequest from '../includes/GateRequest.ts';

/** `.invalid` never resolves (RFC 2606). */
const SERVER = 'https://ci.invalid/api';
const BUILD = '000000000000000000000000';

const server = new GlideRecord('x_change_gate_ci_server');
server.initialize();
server.setValue('name', 'Test server');
server.setValue('ci', 'codefresh');
server.setValue('base_url', SERVER);
server.setValue('active', true);
server.insert();

const change = new GlideRecord('change_request');
change.initialize();
change.setValue('type', 'normal');
change.setValue('short_description', 'Change Gate test');
if (change.insert() === null)
  throw new Error(
    'This instance did not let a change be created with a type and a short description alone: a data policy, a mandatory column or a business rule of change_request asks for more. That is no fault of Change Gate; try it with a change that a pipeline opens.',
  );

const { sysId } = GateRegistrations.register(
  GateRequest.parse({
    change: { number: change.getValue('number'), sys_id: change.getUniqueValue() },
    build: { id: BUILD, url: `${SERVER}/build` },
    ci: 'codefresh',
    server: SERVER,
    target: { build_id: BUILD, gate: 'test' },
    credential: { token: 'not-a-token' },
    policy: { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' },
    key: `test:${change.getUniqueValue()}`,
  }),
);

const waiting = new GlideRecord(GateRegistrationStatus.TABLE);
waiting.get('sys_id', sysId);
assertEqual({ name: 'status', shouldbe: 'waiting', value: waiting.getValue('status') });
assertEqual({
  name: 'the token is encrypted',
  shouldbe: false,
  value: waiting.getValue('token') === 'not-a-token',
});
assertEqual({
  name: 'the token can be read by the app',
  shouldbe: 'not-a-token',
  value: String(waiting.getElement('token').getDecryptedValue()),
});

GateRegistrations.withdraw(sysId);
const withdrawn = new GlideRecord(GateRegistrationStatus.TABLE);
withdrawn.get('sys_id', sysId);
assertEqual({ name: 'status', shouldbe: 'withdrawn', value: withdrawn.getValue('status') });
assertEqual({
  name: 'the token is overwritten',
  shouldbe: false,
  value: String(withdrawn.getElement('token').getDecryptedValue()) === 'not-a-token',
});
