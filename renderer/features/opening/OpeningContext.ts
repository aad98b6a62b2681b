import { createContext, useContext, useEffect, useEffectEvent, type RefObject } from 'react';
import type { DeviceId } from '../../../electron/contract/ids.ts';
import type { Placement } from '../../../electron/contract/queue.ts';
import type { TransferDestination } from '../../../electron/contract/transfers.ts';
import type { Open } from './useOpenRun.ts';

/** What is done with what is dropped. */
export type DropTarget =
  | { readonly kind: 'queue'; readonly placement: Placement }
  /** A copy onto a player is planned. */
  | {
      readonly kind: 'player';
      readonly deviceId: DeviceId;
      readonly destination: TransferDestination;
      /** Of the player, its storage or the folder, as a person would say it. */
      readonly name: string;
    };

/** A part of the page with an own meaning for what is dropped on it. */
export interface DropZone {
  /** What is done with what is dropped at this height. */
  targetAt(clientY: number): DropTarget;
  /** Something to drop is over the zone at this height; `null` when it left. */
  onHover(clientY: number | null): void;
}

export interface Opening {
  /**
   * Lets the person choose what to open, to be played unless told otherwise: in the system's dialog, or the
   * page's own where there is none.
   */
  readonly openDialog: (kind?: 'files' | 'folder', target?: DropTarget) => void;
  /** Runs an opening, and tells what came of it. */
  readonly run: (open: Open) => void;
  /** Makes `element` a drop zone until the returned function is called. */
  readonly addDropZone: (element: HTMLElement, zone: DropZone) => () => void;
  /**
   * Something of the page itself is dragged over `element`, at this height: its zone lights up, and tells
   * what is done with what is dropped there; `null` outside every zone.
   */
  readonly dragOver: (element: Element | null, clientY: number) => DropTarget | null;
  /** It is not dragged any more: no zone is lit. */
  readonly endDrag: () => void;
}

export const OpeningContext = createContext<Opening | null>(null);

/** How things are opened, from the nearest `OpeningProvider`. */
export function useOpening(): Opening {
  const opening = useContext(OpeningContext);
  if (opening === null) throw new Error('A component that opens files needs an OpeningProvider');
  return opening;
}

/** Opens the open dialog: `files` unless told otherwise. */
export function useOpenDialog(): Opening['openDialog'] {
  return useOpening().openDialog;
}

/** Makes the element a drop zone while the component is there. */
export function useDropZone(element: RefObject<HTMLElement | null>, zone: DropZone): void {
  const { addDropZone } = useOpening();
  const targetAt = useEffectEvent((clientY: number) => zone.targetAt(clientY));
  const onHover = useEffectEvent((clientY: number | null) => zone.onHover(clientY));
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    return addDropZone(current, {
      targetAt: (clientY) => targetAt(clientY),
      onHover: (clientY) => onHover(clientY),
    });
  }, [addDropZone, element]);
}
