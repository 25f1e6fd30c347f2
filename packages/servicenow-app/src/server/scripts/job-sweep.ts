import * as GateSweep from '../includes/GateSweep.ts';

GateSweep.run();
