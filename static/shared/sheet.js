/** Style sheets of components, each fetched once under the version of its module and adopted where it is needed. */

/** @type {Map<string, Promise<CSSStyleSheet>>} */
const sheets = new Map();

/**
 * @param {Node} parent inside a shadow root or the page
 * @param {string} module the address of the module that lies beside the file, its version with it
 * @param {string | string[]} files each after what it refines
 */
export async function dress(parent, module, files) {
  const rules = await Promise.all([files].flat().map((file) => sheetOf(new URL(file + new URL(module).search, module).href)));
  const root = /** @type {ShadowRoot | Document} */ (parent.getRootNode());
  const more = rules.filter((one) => !root.adoptedStyleSheets.includes(one));
  if (more.length) root.adoptedStyleSheets = [...root.adoptedStyleSheets, ...more];
}

function sheetOf(address) {
  if (!sheets.has(address)) sheets.set(address, fetched(address));
  return sheets.get(address);
}

async function fetched(address) {
  const answer = await fetch(address);
  const rules = new CSSStyleSheet();
  rules.replaceSync(await answer.text());
  return rules;
}
