"""The edge of every control of a page against the paper around it: WCAG 2.2, 1.4.11, asks for 3:1."""

from playwright.sync_api import Page

FAINT = r"""(least) => {
  const under = (root) => [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? every(e.shadowRoot) : []));
  const every = (root) => [root, ...under(root)];
  const roots = every(document.querySelector("[data-testid=stMain]"));
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const paint = (below, colour) => {
    for (pen.fillStyle of [`rgb(${below.join()})`, colour]) pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const above = (e) => (e.parentNode instanceof ShadowRoot ? e.parentNode.host : e.parentElement);
  const ground = (e) => (e ? paint(ground(above(e)), getComputedStyle(e).backgroundColor) : [255, 255, 255]);
  const linear = (part) => (part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const light = (rgb) => [0.2126, 0.7152, 0.0722].reduce((sum, by, k) => sum + by * linear(rgb[k]), 0.05);
  const ratio = (one, other) => Math.max(light(one) / light(other), light(other) / light(one));
  const of = (e, side, what) => getComputedStyle(e)[`border${side}${what}`];
  const drawn = (e, side) => parseFloat(of(e, side, "Width")) > 0 && !/^rgba\(.*, 0\)$/.test(of(e, side, "Color"));
  const lined = (e) => ["Top", "Right", "Bottom", "Left"].filter((side) => drawn(e, side));
  const frame = (control) => {
    if (control.matches("button")) return control;
    if (control.matches("summary")) return control.closest("details");
    const near = [control, ...[1, 2, 3].map((k) => Array(k).fill().reduce(above, control))];
    const tick = control.matches("[type=checkbox], [type=radio]") && control.closest("label");
    return (tick ? [...tick.querySelectorAll("*")] : near).find((e) => lined(e).length);
  };
  const strongest = (e) =>
    Math.max(...lined(e).map((side) => ratio(paint(ground(e), of(e, side, "Color")), ground(above(e)))));
  const said = (e) => `${e.tagName} ${e.getAttribute("aria-label") ?? e.textContent.trim().slice(0, 40)}`;
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.matches(":disabled");
  const controls = all("button, input:not([type=range], [type=file]), select, textarea, summary").filter(seen);
  return controls.flatMap((control) => {
    const edge = frame(control);
    const needed = control.matches("input:not([type=checkbox], [type=radio]), select, textarea"); // a word needs none
    const found = edge && lined(edge).length ? strongest(edge) : needed ? 1 : least;
    return found < least ? [[said(control), Math.round(100 * found) / 100]] : [];
  });
}"""


def faint(page: Page, least: float = 3) -> list[tuple[str, float]]:
    """(control, contrast of its edge) of each whose edge is seen too weakly."""
    return page.evaluate(FAINT, least)
