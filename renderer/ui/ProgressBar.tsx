import { Label } from 'react-aria-components/Label';
import { ProgressBar as AriaProgressBar } from 'react-aria-components/ProgressBar';
import { classNames } from './classNames.ts';
import styles from './ProgressBar.module.css';

export interface ProgressBarProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** 0 to 1; `null` while the end is unknown. */
  readonly fraction: number | null;
}

export function ProgressBar({ label, isLabelHidden = false, fraction }: ProgressBarProps) {
  return (
    <AriaProgressBar
      value={fraction ?? 0}
      maxValue={1}
      isIndeterminate={fraction === null}
      className={styles.progress ?? ''}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {!isLabelHidden && <Label className={styles.label ?? ''}>{label}</Label>}
      <div className={styles.rail}>
        <div
          className={classNames(styles.fill, fraction === null && styles.unknown)}
          style={fraction === null ? {} : { inlineSize: `${fraction * 100}%` }}
        />
      </div>
    </AriaProgressBar>
  );
}
