import * as GateDelivery from '../includes/GateDelivery.ts';

GateDelivery.retry(current.getUniqueValue());
action.setRedirectURL(current);
