import * as GateChecksApi from '../includes/GateChecksApi.ts';

GateChecksApi.create(request, response);
