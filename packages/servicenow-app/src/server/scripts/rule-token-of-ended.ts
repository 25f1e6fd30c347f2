import * as GateRegistrationStatus from '../includes/GateRegistrationStatus.ts';

GateRegistrationStatus.forgetLateToken(current.getUniqueValue());
