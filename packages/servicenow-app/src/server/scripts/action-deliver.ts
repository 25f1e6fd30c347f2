import * as GateQueue from '../includes/GateQueue.ts';

GateQueue.deliver(String(event.parm1));
