import 'react';

declare module 'react' {
  interface CSSProperties {
    /** Custom properties are set through the CSSOM, which the page's CSP allows. */
    [name: `--${string}`]: string | number | undefined;
  }
}
