import { classNames } from './classNames.ts';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  readonly shape?: 'line' | 'row' | 'cover';
  readonly count?: number;
  readonly className?: string;
}

/** Stands where content will be; appears after 150 ms, so that what is quick never flickers. */
export function Skeleton({ shape = 'line', count = 1, className }: SkeletonProps) {
  return (
    <div className={classNames(styles.skeleton, className)} aria-hidden>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={styles[shape]} />
      ))}
    </div>
  );
}
