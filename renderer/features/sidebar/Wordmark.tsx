import { useTranslation } from 'react-i18next';
import styles from './Wordmark.module.css';

/** The program's sign and name: two tones joined by a glide, which is what a portamento is. */
export function Wordmark() {
  const { t } = useTranslation('app');
  return (
    <div className={styles.wordmark}>
      <svg viewBox="0 0 24 24" className={styles.sign} aria-hidden>
        <path d="M5.5 17.5C12 17.5 12 6.5 18.5 6.5" />
        <circle cx="5.5" cy="17.5" r="3" />
        <circle cx="18.5" cy="6.5" r="3" />
      </svg>
      {t('name')}
    </div>
  );
}
