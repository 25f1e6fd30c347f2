import { describe, expect, it } from 'vitest';
import { Unavailable } from './api.ts';
import { until } from './polling.ts';
import { CouldNotBeSeen } from './verdict.ts';

const PACE = { pollMs: 1, deadlineMs: 60_000, signal: new AbortController().signal };

describe('whoever waits', () => {
  it('looks until there is something to see', async () => {
    const seen = [undefined, undefined, 'Implement'];
    expect(await until(PACE, 'it', async () => seen.shift())).toBe('Implement');
    expect(seen).toEqual([]);
  });

  it('asks a server again that cannot answer now', async () => {
    let asked = 0;
    const look = async () => {
      asked += 1;
      if (asked === 1) throw new Unavailable('503');
      return asked;
    };
    expect(await until(PACE, 'it', look)).toBe(2);
  });

  it('gives up at once for what will not pass', async () => {
    const look = async () => {
      throw new CouldNotBeSeen('403');
    };
    await expect(until(PACE, 'it', look)).rejects.toThrow('403');
  });

  it('says in vain for what, how it stands and what is in the way', async () => {
    const look = async () => {
      throw new Unavailable('The CI answered 503.');
    };
    await expect(
      until({ ...PACE, deadlineMs: 0 }, 'CHG1 to be closed', look, () => 'It is in Review.'),
    ).rejects.toThrow(
      new CouldNotBeSeen(
        'Waited 0 seconds for CHG1 to be closed, in vain. It is in Review. The CI answered 503.',
      ),
    );
  });

  it('stops when the suite does', async () => {
    const stop = new AbortController();
    const waiting = until({ ...PACE, pollMs: 60_000, signal: stop.signal }, 'it', async () => undefined);
    stop.abort();
    await expect(waiting).rejects.toThrow('The suite was stopped while it waited for it.');
  });
});
