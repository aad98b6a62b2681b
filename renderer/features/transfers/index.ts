export { useTransferDialogs } from './TransfersContext.ts';
export { TransfersProvider } from './TransfersProvider.tsx';
export { TransferStrip } from './TransferStrip.tsx';
