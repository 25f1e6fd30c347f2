import type { Row } from '../database/row-store.ts';
import { SYSTEM_TIME, UserTime } from './user-time.ts';

/** The part of the database that time settings are read from. */
export interface SettingsSource {
  find(table: string, column: string, value: string): Row | undefined;
  property(name: string): string;
}

/** A user's time zone and formats; what their record leaves empty is as the system properties have it. */
export function userTime(database: SettingsSource, userName: string): UserTime {
  const user = database.find('sys_user', 'user_name', userName);
  return UserTime.of({
    zone: user?.time_zone || database.property('glide.sys.default.tz') || SYSTEM_TIME.zone,
    dateFormat: user?.date_format || database.property('glide.sys.date_format') || SYSTEM_TIME.dateFormat,
    timeFormat: user?.time_format || database.property('glide.sys.time_format') || SYSTEM_TIME.timeFormat,
  });
}
