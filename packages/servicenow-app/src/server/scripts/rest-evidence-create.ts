import * as GateEvidenceApi from '../includes/GateEvidenceApi.ts';

GateEvidenceApi.create(request, response);
