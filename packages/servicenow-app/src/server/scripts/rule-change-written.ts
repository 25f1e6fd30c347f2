import * as GateEvaluation from '../includes/GateEvaluation.ts';

GateEvaluation.changeWritten(current.getUniqueValue());
