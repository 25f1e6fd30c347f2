import * as GateBuildEnd from '../includes/GateBuildEnd.ts';

GateBuildEnd.run();
