export { FolderBrowser } from './FolderBrowser.tsx';
export { OpenReportLine } from './OpenReportLine.tsx';
export { OpeningProvider } from './OpeningProvider.tsx';
export { useDropZone, useOpenDialog, useOpening, type DropTarget } from './OpeningContext.ts';
export { useNoFoldersText } from './useNoFoldersText.ts';
