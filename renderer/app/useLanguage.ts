import { useEffect, useState } from 'react';
import type { Language } from '../../electron/contract/settings.ts';
import { useIsKnown, useSettings } from '../stores/index.ts';
import { remembered } from './remembered.ts';

/** The language the person chose; until main has told the settings, that of last time. */
export function useLanguage(): Language {
  const [lastTime] = useState(() => remembered.language.read() ?? 'system');
  const isKnown = useIsKnown('settings');
  const language = useSettings((settings) => settings.language);
  useEffect(() => {
    if (isKnown) remembered.language.write(language);
  }, [isKnown, language]);
  return isKnown ? language : lastTime;
}
