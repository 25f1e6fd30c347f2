import * as GateRegistrationsApi from '../includes/GateRegistrationsApi.ts';

GateRegistrationsApi.find(request, response);
