/** One step of a walk: where it was, what happened, where it went. */
export interface WalkedStep<State, Input, Effect> {
  readonly before: State;
  readonly input: Input;
  readonly after: State;
  readonly effects: readonly Effect[];
}

export interface Walk<State, Input, Effect> {
  readonly initial: State;
  /** Everything that can happen in a state. */
  inputs(state: State): readonly Input[];
  transition(
    state: State,
    input: Input,
  ): {
    readonly state: State;
    readonly effects: readonly Effect[];
  };
  /** Two states of the same key have the same future. */
  key(state: State): string;
  check(step: WalkedStep<State, Input, Effect>): void;
  readonly maximumStates: number;
}

/** Walks breadth-first over every state that can be reached, checking each step. @returns how many there are */
export function walkStates<State, Input, Effect>(walk: Walk<State, Input, Effect>): number {
  const seen = new Set([walk.key(walk.initial)]);
  const waiting = [walk.initial];
  for (let before = waiting.shift(); before !== undefined; before = waiting.shift()) {
    for (const input of walk.inputs(before)) {
      const { state: after, effects } = walk.transition(before, input);
      walk.check({ before, input, after, effects });
      const key = walk.key(after);
      if (seen.has(key)) continue;
      if (seen.size >= walk.maximumStates) throw new Error('more states than there should be');
      seen.add(key);
      waiting.push(after);
    }
  }
  return seen.size;
}
