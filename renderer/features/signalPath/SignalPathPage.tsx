import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';
import styles from './SignalPathPage.module.css';
import { SignalPathSections } from './SignalPathSections.tsx';

/** The whole signal path: the graph, the clock and the log. */
export function SignalPathPage() {
  const { t } = useTranslation('signalPath');
  return (
    <Page title={t('title')} text={t('text')} width="wide">
      <SignalPathSections />
    </Page>
  );
}

interface SignalPathPanelProps {
  /** Beside the title, such as a button that closes the panel. */
  readonly actions?: ReactNode;
}

/** The same beside the content; fills the box it is put in. */
export function SignalPathPanel({ actions }: SignalPathPanelProps) {
  const { t } = useTranslation('signalPath');
  return (
    <div className={styles.panel}>
      <header className={styles.panelHeader}>
        <h2 className={styles.panelTitle}>{t('title')}</h2>
        {actions}
      </header>
      <div className={styles.panelBody}>
        <SignalPathSections />
      </div>
    </div>
  );
}
