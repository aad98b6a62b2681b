/** `--row` and `--row-compact`, for virtual lists. */
export const rowHeightPx = 40;
export const compactRowHeightPx = 32;
