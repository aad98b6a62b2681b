export const nowPlaying = {} as const;
