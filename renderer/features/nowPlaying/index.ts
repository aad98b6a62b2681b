export { NowPlayingPage } from './NowPlayingPage.tsx';
