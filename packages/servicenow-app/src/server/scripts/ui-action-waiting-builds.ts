import * as GateForm from '../includes/GateForm.ts';

action.setRedirectURL(GateForm.waitingBuilds(current));
