import * as GateRegistrationsApi from '../includes/GateRegistrationsApi.ts';

GateRegistrationsApi.withdraw(request, response);
