import type { ReactNode } from 'react';
import styles from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** Before the title: a way back. */
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}

/** A page of text and controls: one column, its heading on top. */
export function Page({ title, lead, children }: PageProps) {
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <header className={styles.header}>
          {lead}
          <h1 className={styles.title}>{title}</h1>
        </header>
        {children}
      </div>
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Controls that belong together, on one card. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{title}</h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}

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
