/**
 * What one node of the instance at a time may do, or a few. Who does it has a row of x_change_gate_delivery without a registration,
 * whose unique `claim` lets one node have it.
 */
import * as GateDeliveries from './GateDeliveries.ts';
import * as GateLease from './GateLease.ts';
import * as GateTime from './GateTime.ts';

/**
 * Does something under the first of the claims that is free.
 *
 * @returns what it returns; `busy` where others have all of them
 */
export function run<Result>(claims: readonly string[], act: () => Result): Result | 'busy' {
  const pass = take(claims);
  if (pass === null) return 'busy';
  try {
    return act();
  } finally {
    const taken = new GlideRecord(GateDeliveries.TABLE);
    if (taken.get('sys_id', pass)) taken.deleteRecord();
  }
}

function take(claims: readonly string[]): string | null {
  const taken = underWay(claims);
  for (const claim of claims) {
    // Looked for first: an instance may log an error for each insert that it refuses.
    if (taken.indexOf(claim) >= 0) continue;
    const pass = new GlideRecord(GateDeliveries.TABLE);
    pass.initialize();
    pass.setValue('claim', claim);
    pass.setValue('started', GateTime.now());
    const sysId = pass.insert();
    if (sysId !== null) return sysId;
  }
  return null;
}

/** Those of the claims that are taken. Of one that is older than the lease, the node died. */
function underWay(wanted: readonly string[]): string[] {
  const claims: string[] = [];
  const row = new GlideRecord(GateDeliveries.TABLE);
  row.addQuery('claim', 'IN', wanted.join(','));
  row.query();
  while (row.next()) {
    if ((row.getValue('started') ?? '') > GateLease.expiredBefore()) claims.push(row.getValue('claim') ?? '');
    else row.deleteRecord();
  }
  return claims;
}
