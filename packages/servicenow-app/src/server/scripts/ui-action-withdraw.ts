import * as GateForm from '../includes/GateForm.ts';

GateForm.withdraw(current);
action.setRedirectURL(current);
