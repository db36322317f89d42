/** Takes a network that Python sent to the page, and keeps it for the films that run it; shows nothing. */

import { keep } from "../shared/networks.js";

const NAME = 16; // letters of its name, before its bytes

export default ({ data }) => {
  const message = new Uint8Array(data);
  keep(new TextDecoder().decode(message.subarray(0, NAME)), message.subarray(NAME));
};
