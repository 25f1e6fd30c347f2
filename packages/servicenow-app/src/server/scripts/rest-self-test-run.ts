import * as GateHttpError from '../includes/GateHttpError.ts';
import * as GateSelfTest from '../includes/GateSelfTest.ts';

GateHttpError.answer(response, () => {
  // Query parameters are arrays.
  response.setBody(GateSelfTest.run(String(request.queryParams.listener?.[0] ?? '')));
});
