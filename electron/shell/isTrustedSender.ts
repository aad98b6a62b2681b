import type { WebFrameMain } from 'electron';
import { isAppUrl } from './appOrigin.ts';

/** Does this IPC message come from the top frame of our own page? Frames of any other kind are ignored. */
export function isTrustedSender(
  frame: Pick<WebFrameMain, 'url' | 'parent'> | null | undefined,
): boolean {
  return frame !== null && frame !== undefined && frame.parent === null && isAppUrl(frame.url);
}
