import { ShortcutSheet } from '../features/settings/index.ts';
import { useShortcutGroups } from './useShortcutGroups.ts';

interface PageShortcutSheetProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** The registry's keys on one sheet. */
export function PageShortcutSheet({ isOpen, onClose }: PageShortcutSheetProps) {
  return <ShortcutSheet groups={useShortcutGroups()} isOpen={isOpen} onClose={onClose} />;
}
