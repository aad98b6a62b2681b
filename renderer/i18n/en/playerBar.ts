export const playerBar = {} as const;
