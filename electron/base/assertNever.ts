/** Marks a branch the type system proves unreachable; reaching it is a programming error. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable case: ${JSON.stringify(value)}`);
}
