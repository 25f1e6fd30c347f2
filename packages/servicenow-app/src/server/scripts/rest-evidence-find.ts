import * as GateEvidenceApi from '../includes/GateEvidenceApi.ts';

GateEvidenceApi.find(request, response);
