/** The self-test's token: a registration's is encrypted, the app can read it, and what is wiped is gone. */
import * as GateFinding from './GateFinding.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateSelfTestLocks from './GateSelfTestLocks.ts';
import * as GateTime from './GateTime.ts';

/** Opens nothing. */
const TOKEN = 'no-token-but-a-test-of-one';

/** A part for what is stored, and one for what is wiped. */
export function parts(): GateFinding.Part[] {
  return [
    {
      id: 'self-test.token-encrypted',
      title: 'Encryption of a token',
      look: () => withToken(encrypted),
    },
    {
      id: 'self-test.token-wiped',
      title: 'Wiping of a token',
      look: () => withToken(wiped),
    },
  ];
}

/** Of a registration that has ended: nobody is told by it. It is deleted, whatever comes of it. */
function withToken(act: (sysId: string) => GateFinding.Seen): GateFinding.Seen {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  row.initialize();
  row.setValue('active_key', GateSelfTestLocks.claim());
  row.setValue('status', 'withdrawn');
  row.setValue('ended_as', 'withdrawn');
  row.setValue('ended_at', GateTime.now());
  row.getElement('token').setDisplayValue(TOKEN);
  const sysId = row.insert();
  if (sysId === null)
    return GateFinding.uncertain(
      'It could not be tried, as the instance took no registration.',
      "Look into the instance's system log, which says why it refused the row.",
      'ServiceNow admin',
    );
  try {
    return act(sysId);
  } finally {
    const made = new GlideRecord(GateRegistrationStatus.TABLE);
    if (made.get('sys_id', sysId)) made.deleteRecord();
  }
}

function encrypted(sysId: string): GateFinding.Seen {
  const row = rowOf(sysId);
  if (row.getValue('token') === TOKEN)
    return GateFinding.broken(
      'The database has the token as it was sent, not encrypted.',
      `Give the column token of ${GateRegistrationStatus.TABLE} the type Password (2 Way Encrypted) again (System Definition > Dictionary), and revoke in the CI the tokens that were sent meanwhile.`,
      'ServiceNow admin',
    );
  if (decrypted(row) !== TOKEN)
    return GateFinding.broken(
      'Change Gate does not get back the token that it stored, so it can answer no build whose registration brings one.',
      "Look into the instance's system log: a policy under Key Management > Module Access Policies may keep Change Gate from decrypting.",
      'ServiceNow admin',
    );
  return GateFinding.holds('The database has it encrypted, and Change Gate reads it as it was sent.');
}

function wiped(sysId: string): GateFinding.Seen {
  const row = rowOf(sysId);
  const before = row.getValue('token');
  GateRegistrationStatus.overwriteToken(row);
  const isWritten = row.update() !== null;
  if (isWritten) GateRegistrationStatus.emptyToken(sysId);
  const after = rowOf(sysId);
  if (!isWritten || after.getValue('token') === before || decrypted(after) === TOKEN)
    return GateFinding.broken(
      'The token is still there after it was wiped: a registration that has ended keeps it.',
      'Keep the tokens in "CI credentials", so that no pipeline sends one, and revoke in the CI those that were sent.',
      'Change Gate admin',
    );
  return GateFinding.holds(
    (after.getValue('token') ?? '') === ''
      ? 'Its column is empty.'
      : 'It is overwritten. This instance does not empty such a column, which so holds a word in its place.',
  );
}

function rowOf(sysId: string): GlideRecord {
  const row = new GlideRecord(GateRegistrationStatus.TABLE);
  if (!row.get('sys_id', sysId)) throw new Error('its registration is gone');
  return row;
}

function decrypted(row: GlideRecord): string {
  return String(row.getElement('token').getDecryptedValue());
}
