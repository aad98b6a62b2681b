export { FolderBrowser } from './FolderBrowser.tsx';
export type { FolderChoice } from './FolderChoice.ts';
export { OpeningProvider } from './OpeningProvider.tsx';
export { useDropZone, useOpenDialog, useOpening, type DropZone } from './OpeningContext.ts';
