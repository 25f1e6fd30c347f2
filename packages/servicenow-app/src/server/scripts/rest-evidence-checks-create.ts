import * as GateEvidenceCheckApi from '../includes/GateEvidenceCheckApi.ts';

GateEvidenceCheckApi.create(request, response);
