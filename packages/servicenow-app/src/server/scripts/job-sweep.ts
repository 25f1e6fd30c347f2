import * as GateSelfTestRuns from '../includes/GateSelfTestRuns.ts';
import * as GateSweep from '../includes/GateSweep.ts';

GateSweep.run();
GateSelfTestRuns.ended('deliver');
