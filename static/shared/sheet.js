/** Style sheets of components, each fetched once under the version of its module and adopted where it is needed. */

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/**
 * @param {Node} parent inside a shadow root or the page
 * @param {string} module the address of the module that lies beside the file, its version with it
 * @param {string} file
 */
export async function dress(parent, module, file) {
  const address = new URL(file + new URL(module).search, module).href;
  if (!sheets.has(address)) sheets.set(address, fetched(address));
  const rules = await sheets.get(address);
  const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
  if (!root.adoptedStyleSheets.includes(rules)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, rules];
}

async function fetched(address) {
  const answer = await fetch(address);
  const rules = new CSSStyleSheet();
  rules.replaceSync(await answer.text());
  return rules;
}
