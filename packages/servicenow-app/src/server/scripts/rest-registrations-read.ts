import * as GateRegistrationsApi from '../includes/GateRegistrationsApi.ts';

GateRegistrationsApi.read(request, response);
