import { Language, Theme } from '../../electron/contract/settings.ts';
import { RememberedSetting } from './RememberedSetting.ts';

/** What the page shows before main has told the settings. */
export const remembered = {
  theme: new RememberedSetting('theme', Theme),
  language: new RememberedSetting('language', Language),
};
