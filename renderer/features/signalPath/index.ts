export { SignalPathPage, SignalPathPanel } from './SignalPathPage.tsx';
