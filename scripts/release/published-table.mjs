/** The table of docs/releases.md: which project publishes what. */
import { readFileSync } from 'node:fs';
import {
  ACTION,
  actionReference,
  COMPONENT,
  componentReference,
  IMAGES,
  NPM_PACKAGES,
  STEP_TYPE,
  stepTypeReference,
  VERSION,
} from './names.mjs';

const BLOCK = /(<!-- generated: published -->\n)[\s\S]*?(<!-- \/generated -->)/;

/** @returns {string} `page` with its table as it must be */
export function withPublishedTable(page, version = VERSION) {
  if (!BLOCK.test(page)) throw new Error('docs/releases.md has no block "published"');
  const rows = [
    ['GitHub', ACTION, 'the action', actionReference(version)],
    ['', '', 'the update sets, the packages and the step type as files', `v${version}`],
    ['GitLab', COMPONENT, 'the component', componentReference(version)],
    ['', '', 'its image', `${IMAGES['adapters/gitlab-component']}:${version}`],
    ['Codefresh', STEP_TYPE.split('/', 1)[0], 'the step type', stepTypeReference(version)],
    ['GitHub', ACTION, 'the image of the step', `${IMAGES['adapters/codefresh-step']}:${version}`],
    ...NPM_PACKAGES.map(nameOf).map((name) => ['npm', '@change-gate', 'a package', `${name}@${version}`]),
  ];
  const lines = rows.map(([on, project, what, name]) => `| ${on} | ${project} | ${what} | \`${name}\` |`);
  const table = ['| on | project or account | publishes | as |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
  return page.replace(BLOCK, (_all, start, end) => `${start}${table}\n${end}`);
}

function nameOf(folder) {
  return JSON.parse(readFileSync(new URL(`../../${folder}/package.json`, import.meta.url), 'utf8')).name;
}
