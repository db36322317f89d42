/** What the lesson and the notes in the second window say to each other, with no server between. */

/**
 * @param {Record<string, (content: any) => void>} hears by the name of what is said
 * @returns {{say: (message: Record<string, any>) => void, leave: () => void}}
 */
export function openChannel(hears) {
  const channel = new BroadcastChannel("lstm-notes");
  channel.onmessage = ({ data }) => Object.entries(Object(data)).forEach(([name, content]) => hears[name]?.(content));
  return { say: (message) => channel.postMessage(message), leave: () => channel.close() };
}
