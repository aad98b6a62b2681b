import { existsSync, readFileSync } from 'node:fs';

/** @throws when the runner left no report, or one that is not JSON */
export function readReport(file: string): unknown {
  if (!existsSync(file)) throw new Error(`left no report in ${file}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}
