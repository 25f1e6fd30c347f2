import * as GateRetention from '../includes/GateRetention.ts';

GateRetention.run();
