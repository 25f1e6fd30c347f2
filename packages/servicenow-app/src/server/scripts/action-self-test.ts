import * as GateSelfTestRuns from '../includes/GateSelfTestRuns.ts';

GateSelfTestRuns.noteEvent();
