import { useTranslation } from 'react-i18next';
import styles from './Kbd.module.css';
import { keyName } from './keyName.ts';

interface KbdProps {
  /**
   * Pressed together: `['Control', 'O']`, `['Space']`; names as `KeyboardEvent.key` has them, but
   * `Space` for the blank.
   */
  readonly keys: readonly string[];
}

/** A key or chord as it is printed on the keyboard. */
export function Kbd({ keys }: KbdProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={styles.chord} dir="ltr">
      {keys.map((key) => (
        <kbd key={key} className={styles.key}>
          {keyName(key, t)}
        </kbd>
      ))}
    </span>
  );
}
