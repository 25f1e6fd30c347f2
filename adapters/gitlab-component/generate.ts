/**
 * Writes the marked blocks of `template.yml` from the declarations in `packages/core/src/inputs.ts` and
 * `src/inputs.ts`. `node generate.ts` rewrites the file; a test fails when it differs from what this would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { type InputManifest, inputManifests } from '@change-gate/core/manifest';
import { ownInputs } from './src/inputs.ts';
import { inputVariable } from './src/job/variables.ts';

export const TEMPLATE_YML = new URL('./templates/change-gate/template.yml', import.meta.url);

/** The operations that the template's jobs perform, each in a hidden job for each way of delivery. */
const OPERATIONS = ['open', 'verify', 'close', 'cancel'];

/** Each job's own, the input `job-prefix`, or what `sign-in` decides about. */
const SET_BY_THE_TEMPLATE = ['operation', 'gate-name', 'outcome', 'id-token-audience'];

/**
 * What a change is opened with. Written again by a later job, it would undo what people have changed since and stand there
 * twice, and the files of one job are not there in another.
 */
const OF_OPEN_ALONE = ['data', 'attachments', 'work-notes', 'comments'];

/** Where an input means less than the operations would take. */
const DESCRIPTIONS: Readonly<Record<string, string>> = {
  data:
    'The fields of the change as a JSON object or YAML, written when it is opened: any field of `change_request`, by its ' +
    'column name. Each has one value. Groups, users and configuration items may be given by name; the one in use is meant.',
  'client-certificate':
    'Client certificate for mutual TLS, alone or with another sign-in: PEM text, or a variable of type File. No file of the ' +
    'repository, which the gate does not have.',
  'ca-certificate':
    "Certificate of a private authority that signed the instance's or the proxy's: PEM text, or a variable of type File. No " +
    'file of the repository, which the gate does not have.',
  'close-code':
    'The close code after a deployment that has succeeded: `successful`, `successful_issues`, or one of the instance. After any ' +
    'other the change is closed as `unsuccessful`.',
};

/** A secret is a masked CI/CD variable and no input: who can read the pipeline's configuration can read its inputs. */
function componentInputs(): InputManifest[] {
  return inputManifests(ownInputs).filter(
    (input) =>
      !input.secret &&
      !SET_BY_THE_TEMPLATE.includes(input.name) &&
      input.operations.some((operation) => OPERATIONS.includes(operation)),
  );
}

/** Of these, GitLab chooses how the gate's job is made. */
const OF_THE_TEMPLATE = ['gate'];

/**
 * All inputs are strings: a variable is text, and GitLab keeps the type of a value that stands alone. Empty is not given, so
 * options and patterns take it too; the program has the default, which here would be taken for what somebody wrote.
 */
function inputLines({ name, description, schema }: InputManifest): string[] {
  const ofProgram = schema.default === undefined ? '' : String(schema.default);
  const byDefault = OF_THE_TEMPLATE.includes(name) ? ofProgram : '';
  const words = DESCRIPTIONS[name] ?? description;
  const options = schema.enum as readonly string[] | undefined;
  const pattern = schema.pattern as string | undefined;
  return [
    `    ${name}:`,
    // JSON text is YAML, whatever it holds.
    `      description: ${JSON.stringify(ofProgram === byDefault ? words : `${words} Default: \`${ofProgram}\`.`)}`,
    `      default: ${JSON.stringify(byDefault)}`,
    ...(options === undefined
      ? []
      : [`      options: ${JSON.stringify(byDefault === '' ? ['', ...options] : options)}`]),
    ...(pattern === undefined ? [] : [`      regex: ${JSON.stringify(orEmpty(pattern))}`]),
  ];
}

function orEmpty(pattern: string): string {
  return `^(${pattern.replace(/^\^|\$$/g, '')})?$`;
}

function variableLine({ name }: InputManifest): string {
  return `    ${inputVariable(name)}: $[[ inputs.${name} ]]`;
}

/**
 * The version is written down, since GitLab tells it to a component in one case only: included as a release of a project in
 * the catalog, not by a branch, a commit or a tag of another project (GitLab docs, `spec:component`).
 */
const { version } = JSON.parse(readFileSync(new URL('./package.json', import.meta.url), 'utf8'));

/** With `npx`, the Node of the image, which is always the same. */
function nodeImageLines(): string[] {
  const dockerfile = readFileSync(new URL('./Dockerfile', import.meta.url), 'utf8');
  const [, base] = /^FROM (\S+@sha256:[0-9a-f]{64})$/m.exec(dockerfile) ?? [];
  if (base === undefined) throw new Error('The Dockerfile names no base image by its digest');
  return [`      default: ${base}`];
}

/** `publish.ts` adds the digest of the image that it has made. */
const IMAGE_LINES = [`    name: "$[[ inputs.image ]]:${version}"`];

function operationLines(): string[] {
  const job = (delivery: string, operation: string, command: string) => [
    `".$[[ inputs.job-prefix ]]:${delivery}:${operation}":`,
    `  extends: ".$[[ inputs.job-prefix ]]:${delivery}"`,
    `  script: ${command} ${operation}`,
    '',
  ];
  const npx = `npx --yes "@change-gate/gitlab-component@${version}"`;
  return [
    ...OPERATIONS.flatMap((operation) => job('image', operation, 'change-gate')),
    ...OPERATIONS.flatMap((operation) => job('npx', operation, npx)),
  ].slice(0, -1);
}

/** @returns `template` with its generated blocks as they must be */
export function generate(template: string): string {
  const inputs = componentInputs();
  const variables = (which: (name: string) => boolean) =>
    inputs.filter(({ name }) => which(name)).map(variableLine);
  return [
    ['inputs', inputs.flatMap(inputLines)] as const,
    ['node-image', nodeImageLines()] as const,
    ['image', IMAGE_LINES] as const,
    ['operations', operationLines()] as const,
    ['variables', variables((name) => !OF_OPEN_ALONE.includes(name))] as const,
    ['variables of open', variables((name) => OF_OPEN_ALONE.includes(name))] as const,
  ].reduce(
    (text, [block, lines]) =>
      text.replace(
        new RegExp(`( *# <generated ${block}>\\n)[\\s\\S]*?( *# </generated>)`),
        (_all, start: string, end: string) => `${start}${lines.join('\n')}\n${end}`,
      ),
    template,
  );
}

if (import.meta.main) {
  writeFileSync(TEMPLATE_YML, generate(readFileSync(TEMPLATE_YML, 'utf8')));
}
