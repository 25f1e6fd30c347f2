import * as GateForm from '../includes/GateForm.ts';

GateForm.retry(current);
action.setRedirectURL(current);
