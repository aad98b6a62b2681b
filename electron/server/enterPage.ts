import { strangersPageHeaders } from './strangersPageHeaders.ts';

/** Leads a browser that has just signed in to the player, as a request of our own page, which has our cookie. */
export const enterPage = `<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url=/">
<title>Portamento</title>
<a href="/">Portamento</a>
`;

export const enterPageHeaders = strangersPageHeaders();
