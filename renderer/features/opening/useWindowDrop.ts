import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { DropTarget, DropZone } from './OpeningContext.ts';

/** What is about to be dropped. */
export interface PendingDrop {
  readonly target: DropTarget;
  /** 0 where the browser does not tell before the drop. */
  readonly count: number;
  /** May there be folders among it? A browser tells no type of them. */
  readonly mayHoldFolders: boolean;
}

interface WindowDropOptions {
  /** Where something goes that is dropped outside every zone. */
  readonly defaultTarget: () => DropTarget;
  readonly onDrop: (transfer: DataTransfer, target: DropTarget) => void;
}

/** Accepts files dropped anywhere in the window. */
export function useWindowDrop({ defaultTarget, onDrop }: WindowDropOptions) {
  const [pending, setPending] = useState<PendingDrop | null>(null);
  const zones = useRef(new Map<HTMLElement, DropZone>());

  const addDropZone = useCallback((element: HTMLElement, zone: DropZone) => {
    const known = zones.current;
    known.set(element, zone);
    return () => void known.delete(element);
  }, []);

  const dragOver = useCallback((target: EventTarget | null, clientY: number) => {
    const zone = zoneAt(zones.current, target);
    for (const other of zones.current.values()) other.onHover(other === zone ? clientY : null);
    return zone?.targetAt(clientY) ?? null;
  }, []);
  const targetOf = ({ target, clientY }: DragEvent): DropTarget =>
    dragOver(target, clientY) ?? defaultTarget();

  const endDrag = useCallback(() => {
    for (const zone of zones.current.values()) zone.onHover(null);
  }, []);
  const leave = () => {
    endDrag();
    setPending(null);
  };

  const over = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    if (!holdsFiles(dataTransfer)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    const target = targetOf(event);
    const items = [...dataTransfer.items].filter(({ kind }) => kind === 'file');
    const next = {
      target,
      count: items.length,
      mayHoldFolders: items.some(({ type }) => type === ''),
    };
    setPending((before) => (isSameDrop(before, next) ? before : next));
  });

  const out = useEffectEvent((event: DragEvent) => {
    // Only leaving the window has nothing it goes to.
    if (event.relatedTarget === null) leave();
  });

  const drop = useEffectEvent((event: DragEvent) => {
    const { dataTransfer } = event;
    if (!holdsFiles(dataTransfer)) return;
    event.preventDefault();
    const target = targetOf(event);
    leave();
    onDrop(dataTransfer, target);
  });

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener('dragenter', (event) => over(event), { signal });
    window.addEventListener('dragover', (event) => over(event), { signal });
    window.addEventListener('dragleave', (event) => out(event), { signal });
    window.addEventListener('drop', (event) => drop(event), { signal });
    return () => ended.abort();
  }, []);

  return { pending, addDropZone, dragOver, endDrag };
}

function holdsFiles(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.includes('Files') === true;
}

function zoneAt(
  zones: ReadonlyMap<HTMLElement, DropZone>,
  target: EventTarget | null,
): DropZone | undefined {
  for (let node = target instanceof Node ? target : null; node !== null; node = node.parentNode) {
    const zone = node instanceof HTMLElement ? zones.get(node) : undefined;
    if (zone !== undefined) return zone;
  }
  return undefined;
}

function isSameDrop(one: PendingDrop | null, other: PendingDrop): boolean {
  return (
    one !== null &&
    one.count === other.count &&
    one.mayHoldFolders === other.mayHoldFolders &&
    JSON.stringify(one.target) === JSON.stringify(other.target)
  );
}
