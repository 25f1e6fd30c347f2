import * as GateRegistrations from '../includes/GateRegistrations.ts';

GateRegistrations.withdraw(current.getUniqueValue());
action.setRedirectURL(current);
