import type { MediaFailure } from '../MediaErrorCode.ts';
import type { SessionCommandKind } from './SessionCommand.ts';
import type { SessionState } from './SessionState.ts';

/**
 * Why a command is not even accepted (Appendix B); `null` when it is. Everything that depends on what is
 * still under way is told by its completion event instead.
 */
export function commandRefusal(state: SessionState, kind: SessionCommandKind): MediaFailure | null {
  if (state.lifecycle === 'shutdown') return { code: 'shutdown' };
  // ClearTopologies alone is accepted after Close and says so on its event (MS-28).
  if (isClosing(state) && kind !== 'clearTopologies') return { code: 'invalidRequest' };
  const isIdle = state.operation === null && state.commands.length === 0;
  if (kind === 'pause' && isIdle && state.everSet && state.playback === 'stopped') {
    return { code: 'pauseWhileStopped' };
  }
  return null;
}

function isClosing(state: SessionState): boolean {
  return (
    state.lifecycle === 'closed' ||
    state.operation?.kind === 'close' ||
    state.commands.some((command) => command.kind === 'close')
  );
}
