import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger, type Placement } from 'react-aria-components';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

interface TooltipProps {
  /** What the icon stands for; the same words as the control's accessible name. */
  readonly text: string;
  /** Keys that do the same, shown beside the words. */
  readonly keys?: readonly string[] | undefined;
  readonly placement?: Placement;
  /** One focusable component of React Aria. */
  readonly children: ReactElement;
}

/** Words for a control that has none, after a moment's hover or at once on keyboard focus. */
export function Tooltip({ text, keys, placement = 'top', children }: TooltipProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      {children}
      <AriaTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
        {text}
        {keys !== undefined && <Kbd keys={keys} />}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
