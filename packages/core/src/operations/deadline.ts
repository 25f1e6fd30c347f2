import { serviceNowTime } from '../clock.ts';
import type { InputsOf } from '../inputs.ts';

/** @returns UTC `yyyy-MM-dd HH:mm:ss`; empty for none */
export function deadlineOf(inputs: Pick<InputsOf<'wait'>, 'deadline-minutes'>, now: Date): string {
  const minutes = inputs['deadline-minutes'];
  return minutes === undefined ? '' : serviceNowTime(new Date(now.getTime() + minutes * 60_000));
}
