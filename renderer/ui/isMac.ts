/** Macs print other names on their keys, and use Cmd for Ctrl. */
export const isMac = /^Mac/.test(navigator.platform);
