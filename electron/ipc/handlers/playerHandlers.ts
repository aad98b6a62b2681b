import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { PlayerService } from '../services.ts';

export function playerHandlers(player: PlayerService): CommandHandlers<CommandsOf<'player'>> {
  return {
    'player.play': () => player.play(),
    'player.pause': () => player.pause(),
    'player.stop': () => player.stop(),
    'player.seek': ({ positionMs }) => player.seek(positionMs),
    'player.next': () => player.next(),
    'player.previous': () => player.previous(),
    'player.playEntry': ({ entryId }) => player.playEntry(entryId),
    'player.setRate': ({ rate }) => player.setRate(rate),
    'player.setVolume': ({ volume }) => player.setVolume(volume),
    'player.setMuted': ({ muted }) => player.setMuted(muted),
    'player.setRepeat': ({ repeat }) => player.setRepeat(repeat),
    'player.setShuffle': ({ shuffle }) => player.setShuffle(shuffle),
  };
}
