import { createContext, useContext } from 'react';
import type { AppError } from '../../../electron/contract/errors.ts';

/** Something this page ran into by itself: a command it gave failed. */
export interface LocalNotice {
  readonly localId: number;
  readonly error: AppError;
  readonly at: string;
  /** How many more of the same followed while it was shown. */
  readonly repeatCount: number;
}

export interface LocalNotices {
  readonly notices: readonly LocalNotice[];
  readonly dismiss: (localId: number) => void;
  readonly tell: (error: AppError) => void;
}

export const NoticesContext = createContext<LocalNotices | null>(null);

export function useLocalNotices(): LocalNotices {
  const value = useContext(NoticesContext);
  if (value === null) throw new Error('A component that tells errors needs a NoticesProvider');
  return value;
}

/**
 * Shows an error of a command to the person; the function stays the same. What was cancelled is no
 * error, and a lost connection has its own banner: both are passed over.
 */
export function useTellError(): (error: AppError) => void {
  return useLocalNotices().tell;
}
