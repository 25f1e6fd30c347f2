import * as GateProgress from '../includes/GateProgress.ts';
import * as GateQueue from '../includes/GateQueue.ts';

GateProgress.report(String(event.parm1));
// What found the CI server busy with the report.
GateQueue.goOn(String(event.parm1));
