import * as GateRetention from '../includes/GateRetention.ts';
import * as GateSelfTestRuns from '../includes/GateSelfTestRuns.ts';

GateRetention.run();
GateSelfTestRuns.ended('retention');
