import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { err, ok, type Result } from '../base/Result.ts';

/** Where the headless host listens unless told otherwise, so that bookmarks stay good. */
export const defaultPort = 7349;
/** How a person asks the host that runs for another sign-in link. */
export const linkCommand = 'npm start -- link';
const helpCommand = 'npm start -- --help';

/** What the command line of the headless host asks for. Paths are absolute. */
export interface HeadlessArguments {
  /** `link`, when it stands before any path: a new sign-in link from the host that runs. */
  readonly command: 'serve' | 'link' | 'help' | 'version';
  readonly host: string;
  readonly port: number;
  readonly profileName: string | undefined;
  readonly dataFolder: string | undefined;
  /** Folders the open dialog may browse. */
  readonly roots: readonly string[];
  readonly certificateFile: string | undefined;
  readonly keyFile: string | undefined;
  readonly behindTlsProxy: boolean;
  /** What browsers call this machine. */
  readonly names: readonly string[];
  readonly opensBrowser: boolean;
  /** Files and folders to play. */
  readonly paths: readonly string[];
}

/** In the words of Node's `parseArgs`. */
export const headlessOptions = {
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
} as const satisfies ParseArgsConfig['options'];

/**
 * @param args the arguments after the program; after `--` everything is a path
 * @param workingFolder what relative paths are relative to
 * @returns or what is wrong, for the terminal
 */
export function headlessArguments(
  args: readonly string[],
  workingFolder: string,
): Result<HeadlessArguments, string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { values, positionals, tokens } = parsed.value;
  const port = values.port === undefined ? defaultPort : portOf(values.port);
  if (port === undefined)
    return err(`--port takes a number from 0 to 65535, not ${values.port ?? ''}`);
  // An empty one would be the working folder.
  if (values['data-folder'] === '') return err('--data-folder takes a folder, not nothing');
  const isLink = isLinkCommand(tokens);
  const absolute = (path: string) => resolve(workingFolder, path);
  const optional = (path: string | undefined) => (path === undefined ? undefined : absolute(path));
  return ok({
    command: commandOf(values, isLink),
    host: values.host ?? '127.0.0.1',
    port,
    profileName: values.profile,
    dataFolder: optional(values['data-folder']),
    roots: (values.root ?? []).map(absolute),
    certificateFile: optional(values.certificate),
    keyFile: optional(values.key),
    behindTlsProxy: values['behind-tls-proxy'] ?? false,
    names: values.name ?? [],
    opensBrowser: !(values['no-open'] ?? false),
    paths: (isLink ? positionals.slice(1) : positionals).map(absolute),
  });
}

function parse(args: readonly string[]) {
  try {
    return ok(
      parseArgs({
        args: [...args],
        options: headlessOptions,
        allowPositionals: true,
        strict: true,
        tokens: true,
      }),
    );
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const unknown = unknownOption(args);
    // Node words what is wrong with the value of an option for the person who typed it.
    const problem = unknown === undefined ? error.message : `there is no option "${unknown}"`;
    return err(`${problem} (${helpCommand} lists them all)`);
  }
}

function unknownOption(args: readonly string[]): string | undefined {
  const { tokens } = parseArgs({
    args: [...args],
    options: headlessOptions,
    strict: false,
    tokens: true,
  });
  return tokens
    .filter((token) => token.kind === 'option')
    .find(({ name }) => !Object.hasOwn(headlessOptions, name))?.rawName;
}

/** The word is a command only where it could be one: `./link` and `-- link` are files. */
function isLinkCommand(
  tokens: readonly { readonly kind: string; readonly value?: string | undefined }[],
): boolean {
  const first = tokens.find(({ kind }) => kind === 'positional' || kind === 'option-terminator');
  return first?.kind === 'positional' && first.value === 'link';
}

function commandOf(
  values: { readonly help?: boolean; readonly version?: boolean },
  isLink: boolean,
): HeadlessArguments['command'] {
  if (values.help === true) return 'help';
  if (values.version === true) return 'version';
  return isLink ? 'link' : 'serve';
}

function portOf(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  return port <= 65_535 ? port : undefined;
}
