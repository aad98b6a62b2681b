import { useTranslation } from 'react-i18next';
import { useLocale } from 'react-aria-components/I18nProvider';
import type { SignalQuality } from './signalQuality.ts';
import styles from './SignalQualityLine.module.css';

/** The verdict on the whole way, with its light. */
export function SignalQualityLine({ quality }: { readonly quality: SignalQuality }) {
  const { t } = useTranslation('signalPath');
  const { locale } = useLocale();
  // The sound is the file's, only quieter.
  const isQuieter = quality.level === 'lossless' && quality.changes.length > 0;
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  return (
    <p className={styles.line} data-level={quality.level}>
      <span className={styles.light} aria-hidden />
      <span>
        {t(isQuieter ? 'quality.quieter' : `quality.${quality.level}`)}
        {quality.changes.length > 0 && !isQuieter && (
          <span className={styles.changes}>
            {t('changed', {
              list: list.format(quality.changes.map((change) => t(`change.${change}`))),
            })}
          </span>
        )}
      </span>
    </p>
  );
}
