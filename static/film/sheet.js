/** The film's style sheet, fetched once under the version of this module and adopted where the film is mounted. */

/** @type {Promise<CSSStyleSheet> | undefined} */
let sheet;

/** @param {Node} parent inside a shadow root or the page */
export async function dress(parent) {
  sheet ??= fetch(new URL(`film.css${new URL(import.meta.url).search}`, import.meta.url)).then(async (answer) => {
    const rules = new CSSStyleSheet();
    rules.replaceSync(await answer.text());
    return rules;
  });
  const rules = await sheet;
  const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
  if (!root.adoptedStyleSheets.includes(rules)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules];
}
