/** One instance of a component for each place on a page: Streamlit calls again with the same parent on every change. */

/**
 * The default export of a component's module.
 * @param {(parent: HTMLElement) => {show: (component: any) => void, leave: () => void}} mount
 */
export function mountedBy(mount) {
  const mounted = new WeakMap();
  return (component) => {
    const { parentElement } = component;
    if (!mounted.has(parentElement)) mounted.set(parentElement, mount(parentElement));
    mounted.get(parentElement).show(component);
    return () => {
      mounted.get(parentElement)?.leave();
      mounted.delete(parentElement);
    };
  };
}
