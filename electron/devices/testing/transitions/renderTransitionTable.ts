import { format } from 'prettier';

/** A pure state machine, as a table of what becomes of every state at every input. */
export interface TransitionTable<State, Input> {
  readonly heading: string;
  /** Representative states by name, at least one of each kind. */
  readonly states: Readonly<Record<string, State>>;
  readonly inputs: Readonly<Record<string, (state: State) => Input>>;
  /** The machine itself; effects as they are to be read. */
  transition(state: State, input: Input): { readonly state: State; readonly effects: string[] };
  describe(state: State): string;
}

/** The table as Markdown; what changes nothing stands in one line below each state. */
export function renderTransitionTable<State, Input>(
  table: TransitionTable<State, Input>,
): Promise<string> {
  const sections = Object.entries(table.states).map(([name, state]) => {
    const rows = Object.entries(table.inputs).map(([input, inputFor]) => {
      const { state: after, effects } = table.transition(state, inputFor(state));
      const becomes = table.describe(after) === table.describe(state) ? '=' : table.describe(after);
      return { input, becomes, effects: effects.join(', ') };
    });
    const idle = rows.filter(({ becomes, effects }) => becomes === '=' && effects === '');
    return [
      `## ${name}`,
      '',
      table.describe(state),
      '',
      '| input | becomes | effects |',
      '| --- | --- | --- |',
      ...rows
        .filter((row) => !idle.includes(row))
        .map(({ input, becomes, effects }) => `| ${input} | ${becomes} | ${effects} |`),
      '',
      `Nothing: ${idle.map(({ input }) => input).join('; ')}.`,
      '',
    ].join('\n');
  });
  return format([table.heading, '', ...sections].join('\n'), {
    parser: 'markdown',
    printWidth: 100,
  });
}
