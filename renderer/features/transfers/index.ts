export { MusicFolderField } from './MusicFolderField.tsx';
export { useTransferDialogs } from './TransfersContext.ts';
export { TransfersProvider } from './TransfersProvider.tsx';
export { TransferStrip } from './TransferStrip.tsx';
