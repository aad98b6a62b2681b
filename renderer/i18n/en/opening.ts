export const opening = {} as const;
