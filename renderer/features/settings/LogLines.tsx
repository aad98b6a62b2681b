import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/index.ts';
import styles from './LogLines.module.css';
import { parseLogLine } from './parseLogLine.ts';

interface LogLinesProps {
  /** Lines of JSON, as the log file holds them. */
  readonly text: string;
}

/** The log for people: when, how bad, what, and the details. What is no line of it stays as it is. */
export function LogLines({ text }: LogLinesProps) {
  const { t } = useTranslation('settings');
  const formats = useFormats();
  const lines = text.split('\n').filter((line) => line !== '');
  return (
    <ol className={styles.log} dir="ltr" tabIndex={0} aria-label={t('log')}>
      {lines.map((line, index) => {
        const parsed = parseLogLine(line);
        if (parsed === null) return <li key={index}>{line}</li>;
        const { at, level, message, details } = parsed;
        return (
          <li key={index} data-level={level}>
            <time className={styles.time} dateTime={at.toISOString()} title={formats.moment(at)}>
              {formats.clockTime(at)}
            </time>{' '}
            <span className={styles.level}>{t(`logLevel.${level}`)}</span> {message}{' '}
            <span className={styles.details}>{details}</span>
          </li>
        );
      })}
    </ol>
  );
}
