import { classNames } from './classNames.ts';
import styles from './TitleLines.module.css';

export interface TitleLinesProps {
  readonly title: string;
  /** Under the title: an artist, or a state; `null` for none. */
  readonly line: string | null;
  /** Of the line. */
  readonly tone?: 'plain' | 'accent' | 'danger';
  readonly size?: 'row' | 'large';
  /** What the title is in the outline of its view; without it, just words. */
  readonly heading?: 'h1' | 'h2';
  /** The title stands out as the one that is current. */
  readonly isCurrent?: boolean;
  readonly className?: string;
}

/** A title and a quieter line under it, each in one line, cut short where there is no room. */
export function TitleLines({
  title,
  line,
  tone = 'plain',
  size = 'row',
  heading,
  isCurrent = false,
  className,
}: TitleLinesProps) {
  const Lines = heading === undefined ? 'span' : 'div';
  const Title = heading ?? 'span';
  return (
    <Lines className={classNames(styles.lines, styles[size], className)}>
      <Title className={classNames(styles.title, isCurrent && styles.current)} dir="auto">
        {title}
      </Title>{' '}
      {line !== null && line !== '' && (
        <span className={classNames(styles.line, styles[tone])} dir="auto">
          {line}
        </span>
      )}
    </Lines>
  );
}
