/**
 * Presentation time in milliseconds, fractions allowed. Media Foundation counts in 100 ns units at
 * 10 MHz: 1 ms is 10,000 of them.
 */
export type PositionMs = number;
