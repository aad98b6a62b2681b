import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useAppInfo } from '../../stores/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import styles from './AboutPage.module.css';
import { LicenceList } from './LicenceList.tsx';

/** What this is, its version, its licence and those of what it is made of. */
export function AboutPage({ onBack }: { readonly onBack: () => void }) {
  const { t } = useTranslation('about');
  const appInfo = useAppInfo();
  return (
    <Page
      title={t('title')}
      lead={
        <Button
          variant="quiet"
          className={styles.back ?? ''}
          icon={<ArrowLeft className="mirror-rtl" aria-hidden />}
          onPress={onBack}
        >
          {t('back')}
        </Button>
      }
    >
      <div className={styles.text}>
        {appInfo !== null && (
          <p className={styles.version}>{t('version', { version: appInfo.version })}</p>
        )}
        <p>{t('tagline')}</p>
        <p>{t('licence')}</p>
      </div>
      <LicenceList />
    </Page>
  );
}
