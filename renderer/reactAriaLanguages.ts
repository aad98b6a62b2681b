import type { Plugin } from 'vite';

const stringsFile =
  /\/node_modules\/react-(?:aria|stately)\b.*\/intl\/(?:.*\/)?([a-z]{2})-[A-Z]{2}\.m?js$/;

/**
 * Leaves React Aria's own words out of the bundle in all but these languages; it has 34. A build that
 * finds none to leave out breaks, because React Aria then keeps them elsewhere.
 *
 * @param languages two letters each
 */
export function reactAriaLanguages(languages: readonly string[]): Plugin {
  let leftOutCount = 0;
  return {
    name: 'portamento:react-aria-languages',
    apply: 'build',
    enforce: 'pre',
    load(id) {
      const language = stringsFile.exec(id)?.[1];
      if (language === undefined || languages.includes(language)) return null;
      leftOutCount += 1;
      return 'export default {};';
    },
    buildEnd(error) {
      if (error === undefined && leftOutCount === 0) {
        this.error("React Aria's translations are not where they were looked for");
      }
    },
  };
}
