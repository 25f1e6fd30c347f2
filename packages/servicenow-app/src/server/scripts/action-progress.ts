import * as GateProgress from '../includes/GateProgress.ts';

GateProgress.show(String(event.parm1));
