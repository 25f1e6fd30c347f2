import * as GateRegistrationsApi from '../includes/GateRegistrationsApi.ts';

GateRegistrationsApi.create(request, response);
