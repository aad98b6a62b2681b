import type { SessionEffect } from '../session/SessionEffect.ts';
import type { SessionState } from '../session/SessionState.ts';

/** A state in a few words: lifecycle, playback, what is in progress, what is unusual. */
export function describeState(state: SessionState): string {
  if (state.lifecycle !== 'open') return state.lifecycle;
  const { operation, current, commands, pending } = state;
  const words: string[] = [state.everSet ? state.playback : 'fresh'];
  if (operation !== null) {
    const stage = 'stage' in operation ? `:${operation.stage}` : '';
    const isSwitch = operation.kind === 'start' && operation.command === null;
    words.push(`${isSwitch ? 'switch' : operation.kind}${stage}`);
  }
  words.push(current === null ? 'nothing' : current.load);
  if (state.buffering.sink || state.buffering.source) words.push('buffering');
  if (state.blocked) words.push('blocked');
  if (state.awaited !== null) words.push('awaiting');
  if (state.switchAtStart) words.push('replaced');
  if (state.rate !== 1) words.push(`rate ${state.rate}`);
  words.push(`clock ${state.clock}`);
  if (state.sink === null) words.push('no sink');
  if (pending.length > 0) words.push(`${pending.length} pending`);
  if (commands.length > 0) words.push(`${commands.length} waiting`);
  return words.join(', ');
}

/** An effect in one or two words; timers and observations of the clock's time are left out. */
export function describeEffect(effect: SessionEffect): string | null {
  switch (effect.kind) {
    case 'emit': {
      const { event } = effect;
      const name = event.type.replace(/^ME(Session)?/, '');
      if (event.type === 'MESessionTopologyStatus') return event.status;
      if (event.type === 'MEExtendedType') return event.extendedType;
      return 'failure' in event && event.failure !== null ? `${name}(${event.failure.code})` : name;
    }
    case 'order':
      return `→${effect.order.kind}`;
    case 'callSource':
      return `source.${effect.request}`;
    case 'tellSequencer':
      return `sequencer.${effect.what}`;
    case 'armIdleTimer':
    case 'observe':
    case 'watchStopTime':
    case 'setTimeSource':
    case 'attachSequencer':
      return null;
    default:
      return effect.kind;
  }
}
