/** The time, and the pauses between polls and attempts. Tests pass another one. */
export interface Clock {
  now(): Date;
  sleep(milliseconds: number): Promise<void>;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/** @returns UTC `yyyy-MM-dd HH:mm:ss`, as ServiceNow writes and compares times */
export function serviceNowTime(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
