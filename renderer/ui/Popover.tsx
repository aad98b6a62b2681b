import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
} from 'react-aria-components/Popover';
import { classNames } from './classNames.ts';
import styles from './Popover.module.css';

export interface PopoverProps extends Omit<AriaPopoverProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
  readonly className?: string;
}

/** A surface that floats beside its trigger. Goes inside React Aria's `DialogTrigger`. */
export function Popover({ children, className, offset = 8, ...rest }: PopoverProps) {
  return (
    <AriaPopover {...rest} offset={offset} className={classNames(styles.popover, className)}>
      {children}
    </AriaPopover>
  );
}

export interface DialogPopoverProps extends PopoverProps {
  /** Accessible name of what opens. */
  readonly label: string;
}

/** A popover with controls of its own; focus stays in it until it closes. */
export function DialogPopover({ label, children, className, ...rest }: DialogPopoverProps) {
  return (
    <Popover {...rest}>
      <AriaDialog aria-label={label} className={classNames(styles.dialog, className)}>
        {children}
      </AriaDialog>
    </Popover>
  );
}
