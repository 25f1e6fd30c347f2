/**
 * GitHub's own linters for `action.yml` and workflows. For tests. They import JSON in a way that Node refuses
 * (github/actions-languageservices), so esbuild bundles them first.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

type Document = { readonly uri: string };

interface Languageservice {
  validate(document: Document): Promise<Diagnostic[]>;
  validateAction(document: Document): Promise<Diagnostic[]>;
  TextDocument: { create(uri: string, language: 'yaml', version: 0, text: string): Document };
}

export interface Linter {
  /** @returns `3: Unexpected value 'jbos'`, for each finding */
  workflow(text: string): Promise<string[]>;
  action(text: string): Promise<string[]>;
}

const ENTRY = `
  export { validate } from '@actions/languageservice/validate';
  export { validateAction } from '@actions/languageservice/validate-action';
  export { TextDocument } from 'vscode-languageserver-textdocument';
`;

export async function loadLinter(): Promise<Linter> {
  const folder = mkdtempSync(join(tmpdir(), 'change-gate-lint-'));
  try {
    const outfile = join(folder, 'linter.mjs');
    await build({
      stdin: { contents: ENTRY, resolveDir: import.meta.dirname },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile,
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
      logLevel: 'error',
    });
    const { validate, validateAction, TextDocument }: Languageservice = await import(
      pathToFileURL(outfile).href
    );
    let documents = 0;
    // Answers are kept by URI: each document needs one of its own.
    const lint = async (check: typeof validate, text: string) => {
      documents += 1;
      const found = await check(TextDocument.create(`file:///${documents}.yml`, 'yaml', 0, text));
      return found.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
    };
    return { workflow: (text) => lint(validate, text), action: (text) => lint(validateAction, text) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
