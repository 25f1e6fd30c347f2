import * as GateEvaluation from '../includes/GateEvaluation.ts';

GateEvaluation.changeTouched(current.getUniqueValue());
