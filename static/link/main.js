// Copies the address of this page, which holds its whole state, and says so.

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

/** @param {{parentElement: HTMLElement | ShadowRoot}} component */
export default function copyLink({ parentElement }) {
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
  return () => clearTimeout(timer);
}
