import type { ReactNode } from 'react';
import { classNames } from './classNames.ts';
import styles from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** Before the title: a way back. */
  readonly lead?: ReactNode;
  /** What the page is about, in a sentence under its title. */
  readonly text?: string;
  /** `narrow` for text and controls, `wide` for what stands side by side. */
  readonly width?: 'narrow' | 'wide';
  readonly children: ReactNode;
}

/** A page that scrolls: its heading on top of one column. */
export function Page({ title, lead, text, width = 'narrow', children }: PageProps) {
  return (
    <div className={styles.page}>
      <div className={classNames(styles.column, styles[width])}>
        <header className={styles.header}>
          {lead}
          <h1 className={styles.title}>{title}</h1>
          {text !== undefined && <p className={styles.text}>{text}</p>}
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

/** What belongs together, on one card. */
export function Section({ title, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>{title}</h2>
      <div className={styles.card}>{children}</div>
    </section>
  );
}
