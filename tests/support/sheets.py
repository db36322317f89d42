"""A page that lies on a sheet, measured in the browser: what sticks out of it, lies over something else, is torn."""

from playwright.sync_api import Page

HEIGHT = 1032  # pixels of A4 between margins of 12 mm
MEASURED = """(height) => {
  const sheet = document.body.getBoundingClientRect();
  const found = { wide: [], over: [], torn: [], pale: [], pictures: 0 };
  const box = (node) => node.getBoundingClientRect();
  const style = (node) => getComputedStyle(node);
  const named = (node) => `${node.localName}.${node.className.baseVal ?? node.className}: ${node.textContent.trim()}`;
  const up = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  const chain = (node) => (node ? [node, ...chain(up(node))] : []);
  const seen = (node) => {
    const { width, height } = box(node), { visibility, opacity } = style(node);
    return width > 1 && height > 1 && visibility === "visible" && opacity !== "0" && !node.closest(".heard, math");
  };
  const whole = (node) => {
    const kept = chain(node).find((one) => style(one).breakInside === "avoid");
    return kept && box(kept).height <= height;
  };
  const light = (color) => color.match(/[0-9.]+/g).slice(0, 3).every((part) => Number(part) > 190);
  const ground = (node) => chain(node).map((one) => style(one).backgroundColor).find((one) => !one.endsWith(", 0)"));
  const wide = (node, room) => box(node).right > room.right + 4 && found.wide.push(named(node));
  const visit = (place) => {
    const pictures = [];
    for (const node of (place.shadowRoot ?? place).children) {
      if (["script", "style", "select"].includes(node.localName) || style(node).display === "none") continue;
      const drawn = node.localName === "text";
      if (seen(node) && (drawn || [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))) {
        wide(node, sheet);
        if (drawn) wide(node, box(node.ownerSVGElement));
        else if (light(style(node).color) && light(ground(node) ?? "rgb(255, 255, 255)")) found.pale.push(named(node));
      }
      const scrolls = ["auto", "scroll"].includes(style(node).overflowX);
      if (scrolls && node.scrollWidth > node.clientWidth + 1) found.wide.push(named(node));
      const picture = ["svg", "canvas", "table", "img"].includes(node.localName) && box(node).height > 40 && seen(node);
      if (picture) {
        wide(node, sheet);
        if (!whole(node)) found.torn.push(named(node));
        pictures.push(node);
      }
      const inside = visit(node);
      if (!picture) pictures.push(...inside);
    }
    return pictures;
  };
  const pictures = visit(document.getElementById("lesson"));
  const shared = (a, b, from, to) => Math.min(a[to], b[to]) - Math.max(a[from], b[from]);
  pictures.forEach((one, k) => {
    for (const other of pictures.slice(k + 1)) {
      const [a, b] = [box(one), box(other)];
      if (shared(a, b, "left", "right") <= 3 || shared(a, b, "top", "bottom") <= 3) continue;
      found.over.push(`${named(one)} and ${named(other)}`);
    }
  });
  return { ...found, pictures: pictures.length };
}"""


def measured(page: Page) -> dict:
    """{"wide", "over", "torn", "pale": what is wrong so, "pictures": how many pictures and tables there are}."""
    return page.evaluate(MEASURED, HEIGHT)
