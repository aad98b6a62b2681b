import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/useFormats.ts';
import { classNames } from './classNames.ts';
import styles from './Duration.module.css';

export interface DurationProps {
  /** `null` while unknown. */
  readonly durationMs: number | null;
  readonly className?: string;
}

/** `4:05` in figures of one width, read in one direction in every language. */
export function Duration({ durationMs, className }: DurationProps) {
  const { t } = useTranslation('ui');
  const formats = useFormats();
  return (
    <span className={classNames(styles.duration, className)}>
      {durationMs === null ? (
        <span role="img" aria-label={t('unknownDuration')}>
          {'–:––'}
        </span>
      ) : (
        formats.length(durationMs)
      )}
    </span>
  );
}
