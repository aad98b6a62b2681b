/** The rate of the output, of recordings, and of most music. */
export const sampleRateHz = 44_100;
