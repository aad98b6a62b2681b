export const notices = {
  label: 'Notices',
  copyDetails: 'Copy details',
  retry: 'Try again',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  repeated_one: 'It happened once more.',
  repeated_other: 'It happened {{count, number}} more times.',
  more_one: '{{count, number}} more notice',
  more_other: '{{count, number}} more notices',
  showLess: 'Show fewer',
  count_one: '{{count, number}} notice',
  count_other: '{{count, number}} notices',
} as const;
