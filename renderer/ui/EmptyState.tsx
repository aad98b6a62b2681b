import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  /** A lucide icon. */
  readonly icon: ReactNode;
  readonly title: string;
  /** What this place is for, or what went wrong and what to do. */
  readonly text: string;
  /** One button. */
  readonly action?: ReactNode;
}

/** What a page or panel shows when it has nothing, or when it failed. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={styles.empty}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {action}
    </div>
  );
}
