/** A fresh drawing takes the place of the one before; where both are built alike only what differs is written. */

/**
 * Drawing anew while a number moves costs the layout of what moved, and what is still stays the same element.
 * @param {Element} parent of the drawing
 * @param {Element} fresh
 */
export function renew(parent, fresh) {
  if (parent.childNodes.length === 1) settle(parent.firstChild, fresh);
  else parent.replaceChildren(fresh);
}

function settle(old, fresh) {
  if (old.nodeName !== fresh.nodeName || old.childNodes.length !== fresh.childNodes.length) return old.replaceWith(fresh);
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return;
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const children = [...fresh.childNodes];
  [...old.childNodes].forEach((child, k) => settle(child, children[k]));
}
