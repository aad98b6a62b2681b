import { useTranslation } from 'react-i18next';
import styles from './SignalPathPage.module.css';
import { SignalPathSections } from './SignalPathSections.tsx';

/** The whole signal path: the graph, the clock and the log. */
export function SignalPathPage() {
  const { t } = useTranslation('signalPath');
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{t('title')}</h1>
        <p className={styles.text}>{t('text')}</p>
      </header>
      <SignalPathSections />
    </div>
  );
}

/** The same beside the content. */
export function SignalPathPanel() {
  return (
    <div className={styles.panel}>
      <SignalPathSections />
    </div>
  );
}
