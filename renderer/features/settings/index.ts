export { AboutPage } from './AboutPage.tsx';
export { SettingsPage } from './SettingsPage.tsx';
export { ShortcutSheet, type ShortcutGroup } from './ShortcutSheet.tsx';
