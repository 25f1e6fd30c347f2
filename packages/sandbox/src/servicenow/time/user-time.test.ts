import { describe, expect, it } from 'vitest';
import { SYSTEM_TIME, UserTime } from './user-time.ts';

describe('a point in time as a user sees it', () => {
  const german = UserTime.of({ zone: 'Europe/Berlin', dateFormat: 'dd.MM.yyyy', timeFormat: 'HH:mm:ss' });
  const american = UserTime.of({ zone: 'US/Pacific', dateFormat: 'MM/dd/yyyy', timeFormat: 'hh:mm:ss a' });

  it.each([
    [german, '2026-01-01 23:30:00', '02.01.2026 00:30:00'],
    [german, '2026-07-01 10:00:00', '01.07.2026 12:00:00'],
    [american, '2026-01-02 05:30:45', '01/01/2026 09:30:45 PM'],
    [UserTime.of(SYSTEM_TIME), '2026-01-02 05:30:45', '2026-01-02 05:30:45'],
  ])('is in their zone and format, and is read back', (time, value, display) => {
    expect(time.display(value)).toBe(display);
    expect(time.value(display)).toBe(value);
  });

  it('is read in the internal format too, and as a day', () => {
    expect(german.value('2026-07-01 12:00:00')).toBe('2026-07-01 10:00:00');
    expect(german.value('01.07.2026')).toBe('2026-06-30 22:00:00');
    expect(german.displayInternal('2026-07-01 10:00:00')).toBe('2026-07-01 12:00:00');
  });

  it('leaves empty values alone, and reads nothing out of other text', () => {
    expect(american.display('')).toBe('');
    expect(american.value('tomorrow')).toBeUndefined();
  });

  it('is in UTC where nobody knows the zone', () => {
    expect(UserTime.of({ ...SYSTEM_TIME, zone: 'Mars/Olympus' }).display('2026-01-01 10:00:00')).toBe(
      '2026-01-01 10:00:00',
    );
  });
});
