/** With what is the page drawn? Preact and its hooks, with htm for templates. */
import { h, render } from "./lib/preact.js";
import { useState } from "./lib/hooks.js";
import htm from "./lib/htm.js";

export { render };
export { useCallback, useEffect, useLayoutEffect, useRef, useState } from "./lib/hooks.js";
export const html = htm.bind(h);

let ids = 0;

/** An id for labels. Preact's own repeats itself in dialogs, which are trees of their own. */
export const useId = () => useState(() => `id-${(ids += 1)}`)[0];
