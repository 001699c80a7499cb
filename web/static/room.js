// The room can be made safe at once: the page is taken out of the document, not covered. B does it, and so do three
// quiet minutes; one touch brings back what was there, from this page's memory alone. Until then the tab stays blank,
// whatever page it is taken to: that stands in the tab's own name, which is written nowhere.

import { isLetterKey } from "./keys.js";

const QUIET = 3 * 60 * 1000;
const BLANKED = "blanked";
let kept = null;
let quiet = 0;
// A page that comes blank is fetched again when it may be seen: nothing else could begin on it.
const cameBlank = window.name === BLANKED;

export function isBlank() {
  return kept !== null;
}

export function blank() {
  window.name = BLANKED;
  takeOut();
}

function takeOut() {
  if (kept) return;
  kept = document.createDocumentFragment();
  kept.append(...document.body.childNodes);
  const again = document.createElement("button");
  again.type = "button";
  again.className = "blanked";
  again.textContent = document.querySelector("script[data-blanked]").dataset.blanked;
  again.addEventListener("click", show);
  document.body.append(again);
  again.focus();
}

export function show() {
  if (!kept) return;
  window.name = "";
  if (cameBlank) return location.reload();
  document.body.replaceChildren(kept);
  kept = null;
  wake();
}

export function wake() {
  clearTimeout(quiet);
  quiet = setTimeout(blank, QUIET);
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "b" && isLetterKey(event)) blank();
  else wake();
});
for (const button of document.querySelectorAll("[data-blank]")) button.addEventListener("click", blank);
for (const sign of ["pointerdown", "pointermove", "wheel"]) document.addEventListener(sign, wake, { passive: true });
addEventListener("pagehide", takeOut);
if (cameBlank) takeOut();
wake();
