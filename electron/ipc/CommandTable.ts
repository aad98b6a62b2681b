import type * as z from 'zod/mini';
import type { Logger } from '../base/Logger.ts';
import { ok, type Result } from '../base/Result.ts';
import { commandNames, commands, type CommandName } from '../contract/commands.ts';
import type { AppError } from '../contract/errors.ts';
import type { Outcome } from '../contract/messages.ts';
import type { Call, CommandHandlers } from './CommandHandler.ts';
import { errorDetails } from './errorDetails.ts';

/** Issues of an input that are named in the details of `ipc.invalidInput`. */
const maximumIssues = 3;

/** A call whose input fits the contract, ready to run. */
export interface CheckedCall {
  /** Never rejects. */
  readonly run: (call: Call) => Promise<Outcome<unknown>>;
  /** Does the command show itself as an activity, by a `callId` of its own? */
  readonly outlivesClient: boolean;
}

export interface CommandTableOptions {
  readonly handlers: readonly Partial<CommandHandlers>[];
  readonly logger: Logger;
  /** Check what handlers answer, too: on in tests and development. */
  readonly validateOutputs: boolean;
}

type AnyHandler = (input: unknown, call: Call) => unknown;

/** Every command of the contract with its one handler. */
export class CommandTable {
  readonly #handlers: ReadonlyMap<string, AnyHandler>;
  readonly #logger: Logger;
  readonly #validateOutputs: boolean;

  /** @throws when a command has no handler or two, or a handler no command */
  constructor(options: CommandTableOptions) {
    this.#handlers = joinHandlers(options.handlers);
    this.#logger = options.logger;
    this.#validateOutputs = options.validateOutputs;
  }

  /** Fails with `ipc.unknownCommand`, or with `ipc.invalidInput` and what does not fit. */
  check(name: string, input: unknown): Result<CheckedCall, AppError> {
    const handler = this.#handlers.get(name);
    if (handler === undefined || !isCommandName(name)) {
      return { ok: false, error: { code: 'ipc.unknownCommand' } };
    }
    const parsed = commands[name].input.safeParse(input);
    if (!parsed.success) {
      const details = issueDetails(name, parsed.error.issues);
      return { ok: false, error: { code: 'ipc.invalidInput', details } };
    }
    return ok({
      outlivesClient: 'callId' in parsed.data,
      run: (call) => this.#run(name, handler, parsed.data, call),
    });
  }

  async #run(
    name: CommandName,
    handler: AnyHandler,
    input: unknown,
    call: Call,
  ): Promise<Outcome<unknown>> {
    try {
      // `joinHandlers` keyed the handler by its own command, and handlers answer outcomes.
      const result = (await handler(input, call)) as Outcome<unknown>;
      if (this.#validateOutputs && result.ok) commands[name].output.parse(result.value);
      return result;
    } catch (error) {
      if (call.signal.aborted) return { ok: false, error: { code: 'app.cancelled' } };
      this.#logger.error('A command failed unexpectedly', { command: name, error });
      return { ok: false, error: { code: 'app.internal', details: errorDetails(error) } };
    }
  }
}

function joinHandlers(
  groups: readonly Partial<CommandHandlers>[],
): ReadonlyMap<string, AnyHandler> {
  const joined = new Map<string, AnyHandler>();
  for (const group of groups) {
    for (const [name, handler] of Object.entries(group)) {
      if (!isCommandName(name)) throw new Error(`The contract has no command "${name}"`);
      if (joined.has(name)) throw new Error(`The command "${name}" has two handlers`);
      // Called only with inputs that its own command's schema has passed.
      joined.set(name, handler as AnyHandler);
    }
  }
  const missing = commandNames.filter((name) => !joined.has(name));
  if (missing.length > 0) throw new Error(`Commands without handler: ${missing.join(', ')}`);
  return joined;
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

/** Where an input does not fit, and how; never what was in it. */
function issueDetails(name: CommandName, issues: readonly z.core.$ZodIssue[]): string {
  const places = issues
    .slice(0, maximumIssues)
    .map(({ path, code }) => `${path.map(String).join('.').slice(0, 100)} ${code}`);
  return `${name}: ${places.join(', ')}`;
}
