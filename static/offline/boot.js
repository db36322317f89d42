/** A page that is one file: unpacks what is packed in it, and mounts the part that is looked at. */

(async () => {
  const place = document.getElementById("parts");
  const packed = (id) => Uint8Array.from(atob(document.getElementById(id).textContent), (letter) => letter.charCodeAt(0));
  const unpacked = async (bytes) =>
    new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer());
  const element = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };

  /** The script of the modules, run as if it stood in the page. */
  async function run(id) {
    const script = document.createElement("script");
    script.textContent = new TextDecoder().decode(await unpacked(packed(id)));
    document.head.append(script);
    if (!globalThis.linked) throw new Error("its script was not allowed to run here");
    return globalThis.linked;
  }

  /** The place where one of the parts is seen; another one opens, as far as it can, where the one before it stood. */
  function createStage(parts, component) {
    const parentElement = element("div", {});
    let data = null;
    const draw = () => data && component({ parentElement, data, setStateValue() {} });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
    return {
      parentElement,
      async show(number) {
        data = await unpacked(packed(parts[number].id));
        draw();
      },
    };
  }

  /** Which of several parts is seen. */
  function createChoice(parts, stage) {
    const choice = element("select", {}, ...parts.map(({ title }) => element("option", {}, title)));
    choice.addEventListener("change", () => stage.show(choice.selectedIndex));
    return element("label", { class: "choice" }, `${place.dataset.of} `, choice);
  }

  try {
    const { default: component } = await run("script");
    const parts = JSON.parse(document.getElementById("list").textContent);
    const stage = createStage(parts, component);
    place.replaceChildren(...(parts.length > 1 ? [createChoice(parts, stage)] : []), stage.parentElement);
    await stage.show(0);
  } catch (error) {
    place.replaceChildren(element("p", { role: "alert" }, `This page cannot be shown: ${error.message}. A browser of 2023 or later shows it.`));
  }
})();
