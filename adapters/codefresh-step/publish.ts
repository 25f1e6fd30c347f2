/**
 * Makes the image of this step, and writes the step type that names it by its digest, under an account of Codefresh.
 * `node publish.ts FILE --account ACCOUNT --image REGISTRY/PATH [--digest DIGEST] [--public] [--unpublished]`, with Node 24, the
 * variable CF_API_KEY, and CF_URL for a Codefresh of your own.
 */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { assertBuilt } from '../../scripts/release/built.ts';
import { revision } from '../../scripts/release/git.ts';
import { buildImage, imageDigest, imageName } from '../../scripts/release/image.ts';
import { STEP_TYPE, VERSION } from '../../scripts/release/names.mjs';
import { rewrite } from '../../scripts/release/rewrite.ts';
import { publishedVersions } from './published-versions.ts';

const HERE = import.meta.dirname;

/** What `step.yaml` names, in place of the image that is published. */
const IMAGE = /"default": "[^"]+\/codefresh-step:[^"]+"/g;

export interface StepTypeOptions {
  readonly account: string;
  /** Its host and its path, without tag and digest. */
  readonly image: string;
  readonly digest: string;
  /** Whether other accounts may use it. */
  readonly isPublic: boolean;
}

/** Writes the step type: its image is named by version and digest, so that a version is always the same program. */
export function writeStepType(file: string, { account, image, digest, isPublic }: StepTypeOptions): void {
  cpSync(join(HERE, 'step.yaml'), file);
  rewrite(file, [
    [STEP_TYPE, `${account}/change-gate`],
    [IMAGE, `"default": "${image}:${VERSION}@${digest}"`],
    ['isPublic: false', `isPublic: ${isPublic}`],
  ]);
}

const USAGE =
  'node publish.ts FILE --account ACCOUNT --image REGISTRY/PATH [--digest DIGEST] [--public] [--unpublished]';

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      account: { type: 'string' },
      image: { type: 'string' },
      digest: { type: 'string' },
      public: { type: 'boolean', default: false },
      unpublished: { type: 'boolean', default: false },
    },
  });
  const [file] = positionals;
  const { account } = values;
  if (file === undefined || account === undefined || values.image === undefined) throw new Error(USAGE);
  if (!/^[\w.-]+$/.test(account)) throw new Error(`--account: ${account} is no name of an account.`);
  const image = imageName(values.image);
  const given = values.digest === undefined ? undefined : imageDigest(values.digest);
  assertBuilt(HERE, VERSION);
  const type = `${account}/change-gate`;
  if (!values.unpublished) await refusePublished(type);
  const digest = given ?? buildImage(HERE, `${image}:${VERSION}`, revision(HERE));
  writeStepType(file, { account, image, digest, isPublic: values.public });
  process.stdout.write(
    `Wrote ${file}: ${type}:${VERSION}, with the image ${image}@${digest}. Look at it, and then:\n` +
      // A new version is created; `replace` would change one that is there (Codefresh docs, pipelines/steps, versioning).
      `  codefresh create step-type ${type} -f ${file}\n`,
  );
}

/** @throws Error when this version is published, or nobody says whether it is */
async function refusePublished(type: string): Promise<void> {
  const { CF_API_KEY: key = '', CF_URL: url = 'https://g.codefresh.io' } = process.env;
  const versions = await publishedVersions(type, url, key).catch((error: Error) => {
    throw new Error(
      `Whether ${type}:${VERSION} is published is not known: ${error.message}. Where \`codefresh get step-types ${type} ` +
        '--versions` does not list it, give --unpublished.',
    );
  });
  if (!versions.includes(VERSION)) return;
  throw new Error(
    `${type}:${VERSION} is published already, and pipelines that name it must keep what it is: publish a new version.`,
  );
}

if (import.meta.main) {
  await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
