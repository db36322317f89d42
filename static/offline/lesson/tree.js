/** A recorded screen in the page; another one changes what differs and leaves the rest as it is. */

import { html } from "../../shared/dom.js";
import { createChart } from "./charts.js";
import { createControl } from "./controls.js";
import { element } from "./elements.js";
import { createMounted } from "./mounted.js";

/**
 * @typedef {{element: HTMLElement, update: (node: any) => void, leave: () => void, seen?: () => void}} Made
 * @typedef {object} Hands what the parts of a screen may ask of the page
 * @property {(number: number) => any} node
 * @property {(name: string) => any} component
 * @property {(control: any) => string[]} held what a control can be set to here
 * @property {(key: string) => string} value where a control stands
 * @property {(key: string, value: string) => void} moved
 * @property {(key: string) => boolean} opened whether the address says that a part is open
 * @property {(name: string, value: any) => void} told a component has something to say to the server
 * @property {HTMLElement} note what is to be said over the folded parts
 * @property {boolean} charts whether Plotly lies beside the page
 */

const FURTHER = "further"; // the block of the folded parts

/** @param {HTMLElement} place @param {Hands} hands */
export function createTree(place, hands) {
  const root = createInside(place, hands);
  return { show: (number) => root.lay(hands.node(number).children), seen: root.seen };
}

/** What stands in one place, each part known by its kind and key. */
function createInside(place, hands) {
  /** @type {Map<string, {number: number, made: Made}>} */
  let slots = new Map();

  function lay(numbers) {
    const next = new Map();
    numbers.forEach((number, k) => {
      const node = hands.node(number);
      const name = `${node.is} ${node.key || (node.is === "reply" ? `${node.of} ${node.option}` : k)}`;
      const before = slots.get(name);
      if (before && before.number !== number) before.made.update(node);
      next.set(name, { number, made: before?.made ?? makers[node.is](node, hands) });
    });
    for (const [name, { made }] of slots) {
      if (next.has(name)) continue;
      made.leave();
      made.element.remove();
    }
    slots = next;
    let at = place.firstChild;
    for (const { made } of slots.values()) {
      if (made.element === at) at = at.nextSibling;
      else place.insertBefore(made.element, at);
    }
  }

  return {
    lay,
    /** Where controls stand has changed. */
    seen: () => slots.forEach(({ made }) => made.seen?.()),
    leave: () => slots.forEach(({ made }) => made.leave()),
  };
}

/** @type {Record<string, (node: any, hands: Hands) => Made>} */
const makers = {
  block(node, hands) {
    const made = createPlace(html("div", { class: classes(node) }), node, hands);
    return node.key === FURTHER ? { ...made, element: html("div", { class: "further" }, hands.note, made.element) } : made;
  },
  column(node, hands) {
    const place = html("div", { class: "column" });
    place.style.flexGrow = String(node.weight);
    return createPlace(place, node, hands);
  },
  fold: createFold,
  reply: createReply,
  elements(node) {
    const place = html("div", { class: "said" });
    const update = ({ of }) => place.replaceChildren(...of.map(element));
    update(node);
    return { element: place, update, leave() {} };
  },
  control(node, hands) {
    const made = createControl(node, hands.held(node), (value) => hands.moved(node.key, value));
    const seen = () => made.show(hands.value(node.key));
    seen();
    return { element: made.element, update() {}, seen, leave() {} };
  },
  component: (node, { component, told }) => createMounted(node, component, told),
  chart: (node, { charts }) => createChart(node, charts),
};

const classes = ({ key, row, border, text, tight }) =>
  ["block", key && `st-key-${key}`, row && "row", border && "border", text && "text", tight && "tight"].filter(Boolean).join(" ");

function createPlace(place, node, hands) {
  const inside = createInside(place, hands);
  inside.lay(node.children);
  return { element: place, update: ({ children }) => inside.lay(children), seen: inside.seen, leave: inside.leave };
}

/** A folded part; what is in it is made once it is open. */
function createFold(node, hands) {
  const place = html("div", { class: "inside" });
  const label = html("summary");
  const fold = /** @type {HTMLDetailsElement} */ (html("details", {}, label, place));
  const inside = createInside(place, hands);
  let [now, made] = [node, false];

  function draw() {
    label.replaceChildren(...now.label.map(element));
    if (made || fold.open) inside.lay(now.children);
    made ||= fold.open;
  }

  fold.open = Boolean(node.key) && hands.opened(node.key);
  fold.addEventListener("toggle", () => {
    if (node.key) hands.moved(node.key, fold.open ? "true" : "");
    draw();
  });
  draw();
  return { element: fold, update: (next) => ((now = next), draw()), seen: inside.seen, leave: inside.leave };
}

/** What is said to one answer of a question; it stands nowhere on the page before that. */
function createReply(node, hands) {
  const place = html("div", { class: "reply" });
  const inside = createInside(place, hands);
  let now = node;
  const seen = () => {
    place.hidden = hands.value(now.of) !== now.option;
    inside.lay(place.hidden ? [] : now.children);
  };
  seen();
  return { element: place, update: (next) => ((now = next), seen()), seen, leave: inside.leave };
}
