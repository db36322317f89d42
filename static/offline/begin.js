/** A page that is a lesson: runs its script, packed in the page or beside it, and shows the lesson in its place. */

(async () => {
  const place = document.getElementById("lesson");

  /** @param {string} text packed as offline/said/shelf.py packs a part */
  async function unpacked(text) {
    const packed = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).subarray(1);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(stream).text();
  }

  try {
    const packed = document.getElementById("kept-script");
    if (packed) {
      const script = document.createElement("script");
      script.textContent = await unpacked(packed.textContent);
      document.head.append(script);
    }
    if (!globalThis.linked) throw new Error("its script was not allowed to run here");
    const component = async (name) => (await globalThis.linkedBeside(`${name}/main.js`)).default;
    await globalThis.linked.default(place, component);
    place.dataset.open = "true";
  } catch (error) {
    const says = document.createElement("p");
    says.setAttribute("role", "alert");
    says.textContent = `This lesson cannot be shown: ${error.message}. A browser of 2023 or later shows it.`;
    place.replaceChildren(says);
  }
})();
