export interface StartArguments {
  /** `any`: the desktop app where it can be had, else the headless host. */
  readonly host: 'any' | 'desktop' | 'headless';
  /** Paths and options for the host itself, untouched. */
  readonly hostArguments: readonly string[];
}

/** Takes `--desktop` and `--headless` out of the arguments; what follows `--` is the host's alone. */
export function parseStartArguments(args: readonly string[]): StartArguments {
  const end = args.includes('--') ? args.indexOf('--') : args.length;
  const options = args.slice(0, end);
  const own = new Set(['--desktop', '--headless']);
  const chosen = options.findLast((option) => own.has(option));
  return {
    host: chosen === '--desktop' ? 'desktop' : chosen === '--headless' ? 'headless' : 'any',
    hostArguments: [...options.filter((option) => !own.has(option)), ...args.slice(end)],
  };
}
