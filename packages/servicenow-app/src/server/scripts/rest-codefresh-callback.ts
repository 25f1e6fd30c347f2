import * as GateCodefreshCallback from '../includes/GateCodefreshCallback.ts';

GateCodefreshCallback.create(request, response);
