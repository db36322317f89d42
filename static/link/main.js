/** Copies the address of this page, which holds its whole state, and says so; asks for a new page when the paper changes. */

/** @type {WeakMap<Node, string>} the paper that each place was last drawn on */
const papers = new WeakMap();

/**
 * @param {string} text
 * @returns {Promise<boolean>} whether the text is on the clipboard
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no permission, or a page that was not loaded over https or from localhost
  }
}

/**
 * Called by Streamlit on mounting, and again when the theme changes.
 * @param {{parentElement: HTMLElement | ShadowRoot, setStateValue: (name: string, value: string) => void}} component
 */
export default function copyLink({ parentElement, setStateValue }) {
  drawOn(parentElement, setStateValue);
  const button = parentElement.querySelector("button");
  const field = parentElement.querySelector("input");
  const said = parentElement.querySelector("[role=status]");
  if (!button || !field || !said) return;
  let timer = 0;
  button.onclick = async () => {
    const address = window.location.href;
    const done = await copied(address);
    field.hidden = done;
    if (!done) {
      field.value = address;
      field.select();
    }
    said.textContent = done ? "Copied" : "Copy it from here";
    button.dataset.done = String(done);
    clearTimeout(timer);
    timer = setTimeout(() => {
      said.textContent = "";
      delete button.dataset.done;
    }, 2500);
  };
  button.disabled = false; // it stands in the page before this has come
  return () => clearTimeout(timer);
}

/** Charts are drawn in Python for light or for dark paper: when the reader changes it, the page runs once more. */
function drawOn(parent, setStateValue) {
  const host = parent instanceof ShadowRoot ? parent.host : parent;
  const paper = getComputedStyle(host).getPropertyValue("--st-background-color").trim();
  const before = papers.get(parent);
  papers.set(parent, paper);
  if (before !== undefined && before !== paper) setStateValue("paper", paper);
}
