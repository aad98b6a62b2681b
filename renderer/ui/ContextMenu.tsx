import { useCallback, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { Menu } from './Menu.tsx';
import { Popover } from './Popover.tsx';
import styles from './ContextMenu.module.css';

interface OpenContextMenu<Subject> {
  readonly subject: Subject;
  readonly x: number;
  readonly y: number;
}

export interface ContextMenuState<Subject> {
  readonly opened: OpenContextMenu<Subject> | null;
  /**
   * For `onContextMenu`, which the context-menu key and Shift+F10 raise too; they open it at the
   * element instead of at the pointer.
   */
  readonly open: (event: MouseEvent, subject: Subject) => void;
  readonly close: () => void;
}

/** The state of one context menu that serves every row of a list. */
export function useContextMenu<Subject>(): ContextMenuState<Subject> {
  const [opened, setOpened] = useState<OpenContextMenu<Subject> | null>(null);
  const open = useCallback((event: MouseEvent, subject: Subject) => {
    event.preventDefault();
    const byKeyboard = event.clientX === 0 && event.clientY === 0;
    const box = event.currentTarget.getBoundingClientRect();
    setOpened({
      subject,
      x: byKeyboard ? box.left + 24 : event.clientX,
      y: byKeyboard ? box.bottom : event.clientY,
    });
  }, []);
  const close = useCallback(() => setOpened(null), []);
  return { opened, open, close };
}

interface ContextMenuProps<Subject> {
  readonly state: ContextMenuState<Subject>;
  /** Accessible name. */
  readonly label: string;
  /** `MenuItem`s for what was clicked; each has an `onAction`. */
  readonly children: (subject: Subject) => ReactNode;
}

export function ContextMenu<Subject>({ state, label, children }: ContextMenuProps<Subject>) {
  const anchor = useRef<HTMLSpanElement>(null);
  const { opened, close } = state;
  if (opened === null) return null;
  return (
    <>
      <span
        ref={anchor}
        className={styles.anchor}
        style={{ left: `${opened.x}px`, top: `${opened.y}px` }}
      />
      <Popover
        isOpen
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
      >
        <Menu label={label} autoFocus="first" onClose={close}>
          {children(opened.subject)}
        </Menu>
      </Popover>
    </>
  );
}
