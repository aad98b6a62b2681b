import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { Link } from 'react-aria-components/Link';
import { classNames } from '../../ui/classNames.ts';
import type { DestinationShape } from './destinations.ts';
import styles from './NavigationLink.module.css';

interface NavigationLinkProps {
  readonly href: string;
  readonly isCurrent: boolean;
  readonly icon: ReactNode;
  readonly shape: DestinationShape;
  readonly children: string;
}

export function NavigationLink({ href, isCurrent, icon, shape, children }: NavigationLinkProps) {
  return (
    <Link
      href={href}
      className={classNames(styles.link, styles[shape])}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
    >
      {icon}
      <span>{children}</span>
    </Link>
  );
}

interface TabButtonProps {
  readonly icon: ReactNode;
  readonly children: string;
  readonly onPress: () => void;
}

/** Looks like a tab and does something instead of going somewhere. */
export function TabButton({ icon, children, onPress }: TabButtonProps) {
  return (
    <Button className={classNames(styles.link, styles.tab)} onPress={onPress}>
      {icon}
      <span>{children}</span>
    </Button>
  );
}
