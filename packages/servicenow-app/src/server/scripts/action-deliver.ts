import * as GateDelivery from '../includes/GateDelivery.ts';

GateDelivery.deliver(String(event.parm1));
