/** The IPC channels between preload and main; nothing else is listened to. */
export const channels = {
  /** Both ways: one `ClientMessage` or `ServerMessage`. */
  message: 'portamento:message',
  /** Page to main: a page has started and wants a fresh connection. */
  connect: 'portamento:connect',
  /** Main to page: its connection was closed from main's side. */
  closed: 'portamento:closed',
  /** Page to main, answered: paths the preload resolved from dropped files. */
  openPaths: 'portamento:openPaths',
} as const;
