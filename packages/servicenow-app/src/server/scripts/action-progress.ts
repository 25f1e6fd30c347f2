import * as GateProgress from '../includes/GateProgress.ts';

GateProgress.report(String(event.parm1));
