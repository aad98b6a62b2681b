import type { ErrorCode, Remedy } from '../../electron/contract/errors.ts';

/** What is told of one error code. */
export interface ErrorText {
  /** A heading of a few words. */
  readonly title: string;
  /** What happened, in one sentence; `{{subject}}` is a quoted name, or "This file" or "This player". */
  readonly message: string;
}

type Scope = ErrorCode extends infer Code
  ? Code extends `${infer S}.${string}`
    ? S
    : never
  : never;
type NameIn<S extends Scope> = ErrorCode extends infer Code
  ? Code extends `${S}.${infer Name}`
    ? Name
    : never
  : never;

/** A text for every error code of the contract, `scope.name` as nested keys, and for every remedy. */
export type ErrorTable = { readonly [S in Scope]: { readonly [Name in NameIn<S>]: ErrorText } } & {
  /** What the person can do, one sentence; "none" has nothing to say. */
  readonly remedy: Readonly<Record<Exclude<Remedy, 'none'>, string>>;
  /** Words of the button that does it, where there is one. */
  readonly action: Readonly<Record<'startListening' | 'reload' | 'signIn' | 'report', string>>;
  readonly quoted: string;
  /** In the place of a subject that is not known. */
  readonly thisFile: string;
  readonly thisPlayer: string;
};
