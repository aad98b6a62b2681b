import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components/Button';
import type { Placement } from 'react-aria-components/Popover';
import {
  ToggleButton as AriaToggleButton,
  type ToggleButtonProps as AriaToggleButtonProps,
} from 'react-aria-components/ToggleButton';
import { classNames } from './classNames.ts';
import styles from './IconButton.module.css';
import { Tooltip } from './Tooltip.tsx';

interface IconButtonLooks {
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
  /** Keys that do the same; shown in the tooltip. */
  readonly keys?: readonly string[] | undefined;
  readonly size?: 'small' | 'medium' | 'large';
  readonly tooltipPlacement?: Placement;
  readonly className?: string | undefined;
}

export interface IconButtonProps
  extends IconButtonLooks, Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  /** `filled` for the one main action, such as play. */
  readonly variant?: 'quiet' | 'filled';
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button without words; the tooltip has them. */
export function IconButton({
  label,
  icon,
  keys,
  size = 'medium',
  tooltipPlacement = 'top',
  className,
  variant = 'quiet',
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} placement={tooltipPlacement}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={classNames(styles.button, styles[size], styles[variant], className)}
      >
        {icon}
      </AriaButton>
    </Tooltip>
  );
}

export interface ToggleIconButtonProps
  extends IconButtonLooks, Omit<AriaToggleButtonProps, 'className' | 'style' | 'children'> {}

/** An icon that is on or off; `label` names what it switches and does not change with it. */
export function ToggleIconButton({
  label,
  icon,
  keys,
  size = 'medium',
  tooltipPlacement = 'top',
  className,
  ...rest
}: ToggleIconButtonProps) {
  return (
    <Tooltip text={label} keys={keys} placement={tooltipPlacement}>
      <AriaToggleButton
        {...rest}
        aria-label={label}
        className={classNames(styles.button, styles[size], styles.quiet, className)}
      >
        {icon}
      </AriaToggleButton>
    </Tooltip>
  );
}
