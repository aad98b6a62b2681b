export const signalPath = {} as const;
