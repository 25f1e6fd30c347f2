/** lcov's tracefile (man geninfo, "FILES"): one record a source file, from `SF:` to `end_of_record`. */
import { complete, none, type Reader, Unreadable } from '../reading.ts';
import { lines } from './lines.ts';

const FORMAT = 'lcov';

/** Every line is a comment, the end of a record, or a keyword, a colon and a value. */
const LINE = /^(?:#.*|end_of_record|([A-Z]+):(.*)|\s*)$/s;

/** Lines of one source file. A record without a summary is counted by its lines: not every producer writes one. */
class Record {
  #found: number | undefined;
  #hit: number | undefined;
  #lines = 0;
  #linesHit = 0;

  take(keyword: string, value: string): void {
    if (keyword === 'LF') this.#found = number(keyword, value);
    if (keyword === 'LH') this.#hit = number(keyword, value);
    if (keyword === 'DA') {
      const [, hits = ''] = value.split(',');
      // Negative where the compiler's counter was damaged (geninfo, "negative").
      if (!/^-?\d+$/.test(hits)) throw unreadable(`has a line DA:${value.slice(0, 20)}`);
      this.#lines += 1;
      if (Number(hits) > 0) this.#linesHit += 1;
    }
  }

  end() {
    const [found, hit] = [this.#found ?? this.#lines, this.#hit ?? this.#linesHit];
    if (hit > found) throw unreadable('has more lines covered than there are');
    // No better than the lines that it shows, whatever its summary says.
    const isShown = this.#lines > 0;
    const total = Math.max(found, this.#lines);
    const covered = isShown ? Math.min(hit, this.#linesHit) : hit;
    return { total, covered };
  }
}

export const readLcov: Reader = async (text) => {
  const file = new Tracefile();
  for await (const some of lines(text)) {
    for (const line of some) file.take(line);
  }
  const { total, covered } = file.end();
  if (total === 0) return none('coverage', FORMAT, 'holds no line of code');
  if (!Number.isSafeInteger(total)) throw unreadable('counts more lines than there can be');
  return complete('coverage', FORMAT, { lines_covered: covered, lines_total: total });
};

class Tracefile {
  #total = 0;
  #covered = 0;
  #record: Record | undefined;

  take(line: string): void {
    const [, keyword, value = ''] = LINE.exec(line) ?? unknownLine();
    if (keyword === 'SF') {
      if (this.#record !== undefined) throw unreadable('has a record that does not end');
      this.#record = new Record();
    } else if (keyword !== undefined) {
      this.#record?.take(keyword, value);
    } else if (line === 'end_of_record') {
      if (this.#record === undefined) throw unreadable('has the end of a record that does not begin');
      const { total, covered } = this.#record.end();
      this.#total += total;
      this.#covered += covered;
      this.#record = undefined;
    }
  }

  end() {
    if (this.#record !== undefined) throw unreadable('is cut off: its last record does not end');
    return { total: this.#total, covered: this.#covered };
  }
}

function number(keyword: string, value: string): number {
  const text = value.trim();
  if (!/^\d{1,15}$/.test(text)) throw unreadable(`has ${keyword} without a number`);
  return Number(text);
}

function unknownLine(): never {
  throw unreadable('has a line that is none of lcov');
}

const unreadable = (problem: string) => new Unreadable(problem, 'coverage', FORMAT);
