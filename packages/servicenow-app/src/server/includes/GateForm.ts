/** The buttons on the form of a registration, which say there what they could not do, and the link on that of a change. */
import * as GateChange from './GateChange.ts';
import * as GateDelivery from './GateDelivery.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateRegistrations from './GateRegistrations.ts';
import * as GateServers from './GateServers.ts';

/** Tells the CI server again, with the token or credential that stands in the form. */
export function retry(form: GlideRecord): void {
  act(form, 'retried', (sysId) => {
    if (GateDelivery.retry(sysId)) noteRetry(form);
    else
      gs.addErrorMessage(
        'Nothing was retried: the registration is not refused any more. Its status says why.',
      );
  });
}

function noteRetry(form: GlideRecord): void {
  const server = GateServers.nameOf(form.getValue('server') ?? '');
  GateChange.note(
    form.getValue('change') ?? '',
    `${gs.getUserName()} pressed Retry delivery: ${server} is told again (${form.getValue('build_url')}).`,
  );
}

/** Ends the registration without a word to the CI. */
export function withdraw(form: GlideRecord): void {
  act(form, 'withdrawn', (sysId) => GateRegistrations.withdraw(sysId));
}

/** The address of the list of builds that wait for a change. @param change the record on its form */
export function waitingBuilds(change: GlideRecord): string {
  const query = `change=${change.getUniqueValue()}^statusIN${GateRegistrationStatus.ACTIVE}^ORDERBYDESCsys_created_on`;
  return `${GateRegistrationStatus.TABLE}_list.do?sysparm_query=${encodeURIComponent(query)}`;
}

/** @param form the record as its form shows it: nothing of what was typed is saved, unless a button does */
function act(form: GlideRecord, done: string, press: (sysId: string) => unknown): void {
  const sysId = form.getUniqueValue();
  if (form.update() === null) {
    gs.addErrorMessage(
      `Nothing was ${done}, as the instance did not save this form. Its system log says why; an admin of the instance can read it.`,
    );
    return;
  }
  try {
    press(sysId);
  } catch (error) {
    gs.addErrorMessage(`Nothing was ${done}. ${GateHttpError.of(error).detail}`);
  }
  // A token that was typed for a registration which has ended is not kept.
  GateRegistrationStatus.restoreTerminalStatus(sysId);
}
