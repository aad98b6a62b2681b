export type { Destination } from './destinations.ts';
export { Sidebar } from './Sidebar.tsx';
export { TabBar } from './TabBar.tsx';
