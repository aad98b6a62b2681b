import type { CommandInput, CommandName, CommandOutput } from '../contract/commands.ts';
import type { Outcome } from '../contract/messages.ts';
import type { SinkClient } from './services.ts';

/** One call of a command by one page. */
export interface Call {
  readonly client: SinkClient;
  /** Aborted when the page cancels, when main shuts down, and, for short calls, when the page goes. */
  readonly signal: AbortSignal;
}

/** A command without output may be answered with `ok()`. */
export type CommandResult<Name extends CommandName> = Outcome<
  [CommandOutput<Name>] extends [undefined] ? void : CommandOutput<Name>
>;

/** Carries out one command. The input fits the contract; what it throws is a fault of ours. */
export type CommandHandler<Name extends CommandName> = (
  input: CommandInput<Name>,
  call: Call,
) => CommandResult<Name> | Promise<CommandResult<Name>>;

export type CommandHandlers<Name extends CommandName = CommandName> = {
  readonly [Each in Name]: CommandHandler<Each>;
};

/** The commands of one scope: `CommandsOf<'player'>` is `'player.play' | 'player.pause' | …`. */
export type CommandsOf<Scope extends string> = Extract<CommandName, `${Scope}.${string}`>;
