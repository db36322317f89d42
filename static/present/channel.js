/** What a tab that presents and its notes in the second window say to each other, with no server between. */

const KEY = "lstm-presentation";
const inTab = (globalThis[Symbol.for(KEY)] ??= { name: "" });

/** This tab's own presentation: two tabs have two, and the one that is loaded anew keeps its own. @returns {string} */
export function presentation() {
  try {
    inTab.name ||= sessionStorage.getItem(KEY) || crypto.getRandomValues(new Uint32Array(2)).join("-");
    sessionStorage.setItem(KEY, inTab.name);
  } catch {
    inTab.name ||= crypto.getRandomValues(new Uint32Array(2)).join("-"); // a browser that keeps nothing
  }
  return inTab.name;
}

/**
 * @param {string} name of a presentation
 * @param {Record<string, (content: any) => void>} hears by the name of what is said
 * @returns {{say: (message: Record<string, any>) => void, leave: () => void}}
 */
export function openChannel(name, hears) {
  const channel = new BroadcastChannel(`lstm-notes ${name}`);
  channel.onmessage = ({ data }) => Object.entries(Object(data)).forEach(([name, content]) => hears[name]?.(content));
  return { say: (message) => channel.postMessage(message), leave: () => channel.close() };
}
