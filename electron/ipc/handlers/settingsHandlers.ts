import type { CommandHandlers, CommandsOf } from '../CommandHandler.ts';
import type { SettingsService } from '../services.ts';

export function settingsHandlers(
  settings: SettingsService,
): CommandHandlers<CommandsOf<'settings'>> {
  return {
    'settings.update': ({ patch }) => settings.update(patch),
    'settings.reset': () => settings.reset(),
  };
}
