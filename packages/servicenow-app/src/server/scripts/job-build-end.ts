import * as GateBuildEnd from '../includes/GateBuildEnd.ts';
import * as GateSelfTestRuns from '../includes/GateSelfTestRuns.ts';

GateBuildEnd.run();
GateSelfTestRuns.ended('buildEnd');
