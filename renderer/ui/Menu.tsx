import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  MenuTrigger,
  type MenuItemProps as AriaMenuItemProps,
  type MenuProps as AriaMenuProps,
} from 'react-aria-components/Menu';
import type { Placement } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { classNames } from './classNames.ts';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';
import { Popover } from './Popover.tsx';

export interface MenuProps extends Omit<
  AriaMenuProps<object>,
  'className' | 'style' | 'children' | 'aria-label'
> {
  /** Accessible name. */
  readonly label: string;
  /** `MenuItem`s and `MenuSeparator`s. */
  readonly children: ReactNode;
}

/** The list of a menu, without the surface it floats on. */
export function Menu({ label, children, ...rest }: MenuProps) {
  return (
    <AriaMenu {...rest} aria-label={label} className={styles.menu ?? ''}>
      {children}
    </AriaMenu>
  );
}

interface MenuItemProps extends Omit<AriaMenuItemProps, 'className' | 'style' | 'children'> {
  readonly icon?: ReactNode;
  readonly children: string;
  readonly keys?: readonly string[];
  readonly isDangerous?: boolean;
}

/** One action, or one choice when the menu has a `selectionMode`. */
export function MenuItem({ icon, children, keys, isDangerous = false, ...rest }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={children}
      className={classNames(styles.item, isDangerous && styles.dangerous)}
    >
      {({ selectionMode, isSelected }) => (
        <>
          {selectionMode !== 'none' && (
            <span className={styles.check}>{isSelected && <Check aria-hidden />}</span>
          )}
          {icon}
          <span className={styles.label}>{children}</span>
          {keys !== undefined && <Kbd keys={keys} />}
        </>
      )}
    </AriaMenuItem>
  );
}

export function MenuSeparator() {
  return <Separator className={styles.separator ?? ''} />;
}

export interface MenuButtonProps extends MenuProps {
  /** The button that opens it: `Button`, `IconButton`. */
  readonly trigger: ReactElement;
  readonly placement?: Placement;
}

/** A button that opens a menu. */
export function MenuButton({ trigger, placement = 'bottom end', ...menu }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={6}>
        <Menu {...menu} />
      </Popover>
    </MenuTrigger>
  );
}
