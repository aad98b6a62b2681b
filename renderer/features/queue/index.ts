export { QueuePanel } from './QueuePanel.tsx';
