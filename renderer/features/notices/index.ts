export { CopyErrorsButton } from './CopyErrorsButton.tsx';
export { ErrorNote } from './ErrorNote.tsx';
export { ErrorState } from './ErrorState.tsx';
export { NoticeList } from './NoticeList.tsx';
export { useTellError } from './NoticesContext.ts';
export { NoticesProvider } from './NoticesProvider.tsx';
