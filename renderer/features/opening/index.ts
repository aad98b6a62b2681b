export { FolderBrowser } from './FolderBrowser.tsx';
export { OpeningProvider } from './OpeningProvider.tsx';
export { useDropZone, useOpenDialog } from './OpeningContext.ts';
