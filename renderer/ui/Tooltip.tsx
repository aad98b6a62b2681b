import { createContext, useContext, useMemo, type ReactElement } from 'react';
import type { Placement } from 'react-aria-components/Popover';
import {
  Tooltip as AriaTooltip,
  TooltipTrigger,
  TooltipTriggerStateContext,
} from 'react-aria-components/Tooltip';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

/** Are the tooltips of the controls below hidden, as their controls are? */
export const HiddenTooltipsContext = createContext(false);

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
  const isHidden = useContext(HiddenTooltipsContext);
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      {children}
      {!isHidden && (
        <AriaTooltip className={styles.tooltip ?? ''} placement={placement} offset={6}>
          {text}
          {keys !== undefined && <Kbd keys={keys} />}
        </AriaTooltip>
      )}
    </TooltipTrigger>
  );
}

interface ElementTooltipProps {
  readonly elementId: string;
  readonly placement?: Placement;
  readonly children: string;
}

/** Words beside an element that is no control of its own, such as a row; open while it is there. */
export function ElementTooltip({ elementId, placement = 'top', children }: ElementTooltipProps) {
  const element = useMemo(() => {
    return {
      get current() {
        return document.getElementById(elementId);
      },
    };
  }, [elementId]);
  return (
    <TooltipTriggerStateContext value={alwaysOpen}>
      <AriaTooltip
        triggerRef={element}
        className={styles.tooltip ?? ''}
        placement={placement}
        offset={6}
      >
        {children}
      </AriaTooltip>
    </TooltipTriggerStateContext>
  );
}

/** Opened and closed by being there. */
const alwaysOpen = {
  isOpen: true,
  shouldSkipAnimation: false,
  open: () => undefined,
  close: () => undefined,
};
