/** Reads a report in XML: its root element says which one it is. */
import type { ReportKind } from '../../contract.ts';
import { type Reader, type Reading, Unreadable } from '../reading.ts';
import { CoberturaReport, JacocoReport } from './coverage-reports.ts';
import { CycloneDxReport } from './cyclonedx-report.ts';
import { type Attributes, type ElementHandler, parseXml } from './strict-xml.ts';
import { TEST_DIALECTS } from './test-dialects.ts';
import { TestReport } from './test-report.ts';

interface Report extends ElementHandler {
  /** Of the whole document. */
  reading(): Reading;
}

/** What the root element decides. */
interface Known {
  readonly kind: ReportKind;
  readonly format: string;
  readonly report: Report;
}

export const readXml: Reader = async (text) => {
  const document = new Document();
  try {
    await parseXml(text, document);
    return document.reading();
  } catch (error) {
    throw error instanceof Unreadable ? document.named(error) : error;
  }
};

class Document implements Report {
  #known: Known | undefined;

  open(name: string, attributes: Attributes, depth: number): void {
    this.#known ??= knownBy(name);
    this.#known.report.open(name, attributes, depth);
  }

  close(name: string, depth: number): void {
    this.#known?.report.close(name, depth);
  }

  comment(text: string): void {
    this.#known?.report.comment?.(text);
  }

  reading(): Reading {
    if (this.#known === undefined) throw new Unreadable('is cut off');
    return this.#known.report.reading();
  }

  /** @returns the problem, of the report that this is */
  named(problem: Unreadable): Unreadable {
    return this.#known === undefined
      ? problem
      : new Unreadable(problem.message, this.#known.kind, this.#known.format);
  }
}

function knownBy(root: string): Known {
  const tests = Object.hasOwn(TEST_DIALECTS, root) ? TEST_DIALECTS[root] : undefined;
  if (tests !== undefined) return { kind: 'tests', format: tests.format, report: new TestReport(tests) };
  if (root === 'coverage') return { kind: 'coverage', format: 'cobertura', report: new CoberturaReport() };
  if (root === 'report') return { kind: 'coverage', format: 'jacoco', report: new JacocoReport() };
  if (root === 'bom') return { kind: 'sbom', format: 'cyclonedx', report: new CycloneDxReport() };
  throw new Unreadable(`is XML that is not known here: its root element is <${root}>`);
}
