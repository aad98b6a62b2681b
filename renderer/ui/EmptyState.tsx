import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

export interface EmptyStateProps {
  /** A lucide icon. */
  readonly icon: ReactNode;
  readonly title: string;
  /** What this place is for, or what went wrong and what to do. */
  readonly text: string;
  /** Buttons, the main one first. */
  readonly action?: ReactNode;
  readonly role?: 'alert';
}

/** What a page or panel shows when it has nothing, or when it failed. */
export function EmptyState({ icon, title, text, action, role }: EmptyStateProps) {
  return (
    <div className={styles.empty} role={role}>
      <div className={styles.icon} aria-hidden>
        {icon}
      </div>
      <h2 className={styles.title}>{title}</h2>
      <p className={styles.text}>{text}</p>
      {action !== undefined && <div className={styles.actions}>{action}</div>}
    </div>
  );
}
