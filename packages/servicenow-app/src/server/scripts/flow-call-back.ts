import * as GateFlow from '../includes/GateFlow.ts';

GateFlow.callBack(String(inputs.registration), String(inputs.decision), String(inputs.reason));
