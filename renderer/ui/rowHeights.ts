/** `--row`, for virtual lists. */
export const rowHeightPx = 40;
