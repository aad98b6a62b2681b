export { errorDetails } from './errorDetails.ts';
export { NoticeList } from './NoticeList.tsx';
export { useTellError } from './NoticesContext.ts';
export { NoticesProvider } from './NoticesProvider.tsx';
