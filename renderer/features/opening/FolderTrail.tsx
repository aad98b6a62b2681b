import { ChevronRight, HardDrive } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FolderListing } from '../../../electron/contract/files.ts';
import type { FolderId } from '../../../electron/contract/ids.ts';
import styles from './FolderTrail.module.css';

interface FolderTrailProps {
  readonly trail: FolderListing['trail'];
  readonly onEnter: (folderId: FolderId | null) => void;
}

/** The way from the roots down to the folder shown; each part leads there. */
export function FolderTrail({ trail, onEnter }: FolderTrailProps) {
  const { t } = useTranslation('opening');
  return (
    <nav aria-label={t('browser.trail')} className={styles.trail}>
      <ol>
        <li>
          <AriaButton
            className={styles.part ?? ''}
            isDisabled={trail.length === 0}
            onPress={() => onEnter(null)}
          >
            <HardDrive aria-hidden />
            {t('browser.roots')}
          </AriaButton>
        </li>
        {trail.map(({ folderId, name }, index) => {
          const isHere = index === trail.length - 1;
          return (
            <li key={folderId}>
              <ChevronRight aria-hidden className="mirror-rtl" />
              <AriaButton
                className={styles.part ?? ''}
                isDisabled={isHere}
                {...(isHere ? { 'aria-current': 'location' } : {})}
                onPress={() => onEnter(folderId)}
              >
                <bdi>{name}</bdi>
              </AriaButton>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
