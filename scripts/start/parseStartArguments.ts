import { parseArgs } from 'node:util';

export interface StartArguments {
  /** `any`: the desktop app where it can be had, else the headless host. */
  readonly host: 'any' | 'desktop' | 'headless';
  /** Paths and options for the host itself, untouched. */
  readonly hostArguments: readonly string[];
}

/**
 * Takes `--desktop` and `--headless` out of the arguments; what follows `--` is the host's alone. The
 * command `link` is the headless host's.
 */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = args.slice(0, end);
  const own = new Set(['--desktop', '--headless']);
  const chosen = options.findLast((option) => own.has(option));
  const hostArguments = options.filter((option) => !own.has(option));
  return {
    host: hostOf(chosen, hostArguments),
    hostArguments: [...hostArguments, ...args.slice(end)],
  };
}

function hostOf(
  chosen: string | undefined,
  hostArguments: readonly string[],
): StartArguments['host'] {
  if (chosen === '--desktop') return 'desktop';
  return chosen === '--headless' || isLinkCommand(hostArguments) ? 'headless' : 'any';
}

/** The options that go with it have values; what else a host takes is not known here. */
function isLinkCommand(hostArguments: readonly string[]): boolean {
  const { positionals } = parseArgs({
    args: [...hostArguments],
    options: { profile: { type: 'string' }, 'data-folder': { type: 'string' } },
    strict: false,
    allowPositionals: true,
  });
  return positionals[0] === 'link';
}
