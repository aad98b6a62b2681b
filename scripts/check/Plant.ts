export type CheckTool = 'dependency-cruiser' | 'eslint' | 'knip' | 'prettier' | 'tsc';

/** A violation that a tool must find at one file. */
export interface Finding {
  readonly tool: CheckTool;
  /** Path from the project's folder, with forward slashes. */
  readonly file: string;
  /** The tool's name for it: a rule, a diagnostic code, a kind of issue. */
  readonly rule: string;
}

/** Files that break one rule, and who has to notice. */
export interface Plant {
  /** Contents by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly expected: Finding;
}

export function describeFinding({ tool, file, rule }: Finding): string {
  return `${tool}: ${rule} at ${file}`;
}
