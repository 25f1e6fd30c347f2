/** Reads coverage by Cobertura and JaCoCo: the lines that tests ran through, and all. */
import { complete, none, type Reading, Unreadable } from '../reading.ts';
import { count } from './attribute-values.ts';
import type { Attributes, ElementHandler } from './strict-xml.ts';

/** How often a line ran may be a number of any length. */
const RAN = /^\d*[1-9]\d*$/;

/** The root says `lines-covered` and `lines-valid`; where it does not, the lines of the classes are counted. */
export class CoberturaReport implements ElementHandler {
  #says = { covered: 0, total: 0 };
  #lines = { covered: 0, total: 0 };
  #hasPackages = false;
  #inMethod = false;

  open(name: string, attributes: Attributes, depth: number): void {
    const { 'lines-covered': covered, 'lines-valid': total } = attributes;
    if (depth === 0 && covered !== undefined) this.#says = { covered: count(covered), total: count(total) };
    if (depth === 1 && name === 'packages') this.#hasPackages = true;
    if (name === 'method') this.#inMethod = true;
    // The lines of a method are among those of its class.
    if (name !== 'line' || this.#inMethod) return;
    this.#lines.total += 1;
    if (RAN.test(attributes.hits ?? '')) this.#lines.covered += 1;
  }

  close(name: string): void {
    if (name === 'method') this.#inMethod = false;
  }

  reading(): Reading {
    // Clover's root has the same name.
    if (!this.#hasPackages)
      throw new Unreadable(
        'is coverage of another format, like Clover: let its tool write Cobertura, JaCoCo or lcov',
      );
    return lines('cobertura', this.#says.total > 0 ? this.#says : this.#lines);
  }
}

/** The counters right below the root are the sums. */
export class JacocoReport implements ElementHandler {
  #says = { covered: 0, total: 0 };

  open(name: string, { type, covered, missed }: Attributes, depth: number): void {
    if (depth !== 1 || name !== 'counter' || type !== 'LINE') return;
    this.#says = { covered: count(covered), total: count(covered) + count(missed) };
  }

  close(): void {}

  reading(): Reading {
    return lines('jacoco', this.#says);
  }
}

function lines(format: string, { covered, total }: { covered: number; total: number }): Reading {
  if (total === 0) return none('coverage', format, 'tells of no line');
  if (covered > total) throw new Unreadable('covers more lines than there are', 'coverage', format);
  return complete('coverage', format, { lines_covered: covered, lines_total: total });
}
