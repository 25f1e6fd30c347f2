/**
 * Cuts the operations that we call out of GitHub's own OpenAPI descriptions, which are 385 MB unpacked and
 * therefore no dependency. Somewhere else:
 *
 *     npm install @octokit/openapi@23.0.2
 *     node .../test/openapi/extract.ts node_modules/@octokit/openapi
 *
 * rewrites `generated/github.json`. GitHub Enterprise Cloud and the supported versions of Enterprise Server
 * must have the same operations; where they do not, this fails and names them.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPERATIONS } from './operations.ts';

const TARGET = new URL('./generated/github.json', import.meta.url);

const DESCRIPTION = 'api.github.com.deref.json';
const MUST_AGREE = ['ghec.json', 'ghes-3.17.json', 'ghes-3.18.json', 'ghes-3.19.json'];

type Json = Record<string, unknown>;
type Paths = Record<string, Record<string, Json>>;

function extract(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const read = (file: string): Paths =>
    JSON.parse(readFileSync(join(folder, 'generated', file), 'utf8')).paths;

  for (const file of MUST_AGREE) pick(read(file), file);
  const operations = Object.entries(pick(read(DESCRIPTION), DESCRIPTION)).map(([name, operation]) => [
    name,
    subset(operation),
  ]);
  const source = `@octokit/openapi ${version}, ${DESCRIPTION}`;
  return `${JSON.stringify({ source, operations: Object.fromEntries(operations) }, null, 1)}\n`;
}

function pick(paths: Paths, file: string): Record<string, Json> {
  return Object.fromEntries(
    OPERATIONS.map((name) => {
      const [method = '', path = ''] = name.split(' ');
      const operation = paths[path]?.[method.toLowerCase()];
      if (operation === undefined) throw new Error(`${file} has no ${name}`);
      return [name, operation];
    }),
  );
}

/** What a request must be and which answers there are; texts for people, and what answers look like, stay away. */
function subset(operation: Json): Json {
  const { parameters, requestBody, responses } = operation;
  const forApps = (operation['x-github'] as Json).enabledForGitHubApps;
  return bare({ parameters, requestBody, responses: Object.keys(responses as Json), forApps }) as Json;
}

/** ajv reads JSON Schema, where a nullable type is a list, and knows none of these words. */
function bare(value: unknown, isSchemaMap = false): unknown {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = value as Json;
  const kept = Object.entries(rest).filter(([key]) => isSchemaMap || !DROPPED.includes(key));
  const clean = Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner, key === 'properties')]));
  if (nullable === true && typeof clean.type === 'string') clean.type = [clean.type, 'null'];
  return clean;
}

const DROPPED = ['description', 'example', 'examples', 'x-github', 'discriminator'];

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Name the folder of @octokit/openapi');
writeFileSync(TARGET, extract(folder));
