/** Mounts the editor of a cell with its picture beside it; the page of equations is read in Python, never here. */

import { mountedBy } from "../shared/mounting.js";
import { openBench } from "./bench.js";

export default mountedBy({ class: "lstm-invent", module: import.meta.url, css: ["../shared/saving/menu.css", "invent.css"], open: openBench });
