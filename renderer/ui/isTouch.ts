import type { MouseEvent } from 'react';

/** Was this click a finger's? One tap then does what a double click of the mouse does. */
export function isTouch({ nativeEvent }: MouseEvent): boolean {
  return nativeEvent instanceof PointerEvent && nativeEvent.pointerType === 'touch';
}
