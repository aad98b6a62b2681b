import { useTranslation } from 'react-i18next';
import { isolate } from '../../i18n/index.ts';

/** As one would write it on the command line of the host. */
const rootOption = '--root ~/Music';

/** Why there are no folders of the host's machine to be seen, and how there would be. */
export function useNoFoldersText(): string {
  const { t } = useTranslation('opening');
  return t('browser.noRootsText', { option: isolate(rootOption) });
}
