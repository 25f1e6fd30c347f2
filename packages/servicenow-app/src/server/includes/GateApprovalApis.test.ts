import { expect, it } from 'vitest';
import * as GateApprovalApis from './GateApprovalApis.ts';

it('has an approval API for each CI, under its name alone', () => {
  expect(GateApprovalApis.names()).toEqual(['codefresh', 'github', 'gitlab']);
  for (const name of GateApprovalApis.names()) expect(GateApprovalApis.find(name)?.ci).toBe(name);
  for (const name of ['', 'Codefresh', 'git', 'jenkins']) expect(GateApprovalApis.find(name)).toBeNull();
});
