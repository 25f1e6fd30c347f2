/** The buttons on the form of a registration. What they could not do, they say there. */
import * as GateDelivery from './GateDelivery.ts';
import * as GateHttpError from './GateHttpError.ts';
import * as GateRegistrationStatus from './GateRegistrationStatus.ts';
import * as GateRegistrations from './GateRegistrations.ts';

/** Tells the CI server again, with the token or credential that stands in the form. */
export function retry(form: GlideRecord): void {
  act(form, 'retried', (sysId) => {
    if (!GateDelivery.retry(sysId))
      gs.addErrorMessage(
        'Nothing was retried: the registration is not refused any more. Its status says why.',
      );
  });
}

/** Ends the registration without a word to the CI. */
export function withdraw(form: GlideRecord): void {
  act(form, 'withdrawn', (sysId) => GateRegistrations.withdraw(sysId));
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
