/** Elements made from plain values; text is always text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} element
 * @param {Record<string, any>} attributes null and false are left out; a function under on… listens
 * @param {(Node | string | number | null)[]} children
 */
function furnish(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null).map((child) => (child instanceof Node ? child : String(child))));
  return element;
}

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | number | null)} children
 * @returns {HTMLElement}
 */
export function html(tag, attributes = {}, ...children) {
  return furnish(document.createElement(tag), attributes, children);
}

/**
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...(Node | string | number | null)} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  return furnish(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * Writes only what changed, so that an untouched number costs no layout; a text that stands there already is
 * changed in place, which costs the page a third of a new one.
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  const { firstChild } = element;
  if (firstChild instanceof Text && firstChild === element.lastChild) {
    if (firstChild.data !== text) firstChild.data = text;
  } else if (element.textContent !== text) element.textContent = text;
}

/**
 * As many elements side by side as are asked for: those that stand there stay, others are made or taken away.
 * @template {ChildNode} One
 * @param {Element} parent
 * @param {One[]} elements those of now, which are changed in place
 * @param {number} count
 * @param {(k: number) => One} make
 * @param {Node | null} [end] what stands behind the last of them
 */
export function fit(parent, elements, count, make, end = null) {
  while (elements.length > count) elements.pop().remove();
  while (elements.length < count) {
    elements.push(make(elements.length));
    parent.insertBefore(elements.at(-1), end);
  }
}

/**
 * Hides or shows, and touches nothing where it is so already.
 * @param {HTMLElement} element
 * @param {boolean} hidden
 */
export function hide(element, hidden) {
  if (element.hidden !== hidden) element.hidden = hidden;
}

/**
 * @param {Element} element
 * @param {Record<string, any>} attributes null removes
 */
export function mark(element, attributes) {
  for (const name in attributes) {
    const value = attributes[name];
    if (value === null || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value));
  }
}
