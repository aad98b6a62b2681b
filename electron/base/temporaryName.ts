import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';

/** Short, so that a target whose own name is as long as names may be can be written too. */
const maximumTargetLength = 20;
const temporaryNamePattern = /^\..{0,20}\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/su;

/** The name of the hidden file that becomes `path` when it is whole. */
export function temporaryName(path: string): string {
  return `.${basename(path).slice(0, maximumTargetLength)}.${randomUUID()}.tmp`;
}

/** Is it a name that `temporaryName` makes? */
export function isTemporaryName(name: string): boolean {
  return temporaryNamePattern.test(name);
}
