import type { ReactNode } from 'react';
import styles from './SettingRow.module.css';

interface SettingRowProps {
  readonly label: string;
  readonly text?: ReactNode;
  readonly children: ReactNode;
}

/** Words at the start, what can be done at the end. */
export function SettingRow({ label, text, children }: SettingRowProps) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <div className={styles.label}>{label}</div>
        {text !== undefined && <div className={styles.text}>{text}</div>}
      </div>
      <div className={styles.controls}>{children}</div>
    </div>
  );
}
