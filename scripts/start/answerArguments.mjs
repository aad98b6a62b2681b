import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectFolder } from '../setup/projectFolder.mjs';

/**
 * What both hosts and `npm start` itself take; `answerArguments.test.ts` holds it against the hosts' own
 * tables. It stands here once more because it is read before anything is installed, under any Node.
 *
 * @type {Readonly<Record<string, { type: 'string' | 'boolean', short?: string, multiple?: boolean }>>}
 */
export const knownOptions = {
  desktop: { type: 'boolean' },
  headless: { type: 'boolean' },
  port: { type: 'string' },
  host: { type: 'string' },
  profile: { type: 'string' },
  'data-folder': { type: 'string' },
  root: { type: 'string', multiple: true },
  certificate: { type: 'string' },
  key: { type: 'string' },
  'behind-tls-proxy': { type: 'boolean' },
  name: { type: 'string', multiple: true },
  'no-open': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
};

/**
 * What `npm start` can say at once, before the minutes that a set-up may take: how it is used, its
 * version, or why it cannot mean these arguments. What goes to the desktop app alone may be a switch of
 * Electron or Chromium, of which nothing is known here.
 *
 * @param {readonly string[]} args
 * @returns {{ exitCode: 0 | 2, text: string } | null} `null` when it is to start
 */
export function answerArguments(args) {
  const { tokens } = parseArgs({
    args: [...args],
    options: knownOptions,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = tokens.filter((token) => token.kind === 'option');
  const isGiven = (/** @type {string} */ option) => given.some(({ name }) => name === option);
  if (isGiven('help')) return { exitCode: 0, text: textOf('assets', 'usage.txt') };
  if (isGiven('version')) return { exitCode: 0, text: `Portamento ${version()}\n` };
  if (isGiven('desktop')) return null;
  const problem = given.map(problemOf).find((each) => each !== null) ?? null;
  return problem === null
    ? null
    : { exitCode: 2, text: `portamento: ${problem} (npm start -- --help lists them all)\n` };
}

/**
 * @param {{ name: string, rawName: string, value: string | undefined }} option
 * @returns {string | null}
 */
function problemOf({ name, rawName, value }) {
  const known = Object.hasOwn(knownOptions, name) ? knownOptions[name] : undefined;
  if (known === undefined) return `there is no option "${rawName}"`;
  const lacksValue = known.type === 'string' && (value === undefined || value === '');
  return lacksValue ? `${rawName} takes a value` : null;
}

/** @param {readonly string[]} names */
function textOf(...names) {
  return readFileSync(join(projectFolder, ...names), 'utf8');
}

/** @returns {string} */
function version() {
  /** @type {unknown} */
  const manifest = JSON.parse(textOf('package.json'));
  return /** @type {{ version: string }} */ (manifest).version;
}
