/** Which parts of a film the window shows at present. */

/** @param {Element[]} elements taken to be in sight until the browser says otherwise */
export function watchSight(elements) {
  const seen = new Set(elements);
  const watch = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? seen.add(target) : seen.delete(target);
  });
  for (const element of elements) watch.observe(element);
  return { has: (element) => seen.has(element), leave: () => watch.disconnect() };
}
