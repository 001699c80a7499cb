// How light the page is, changed where it stands: nothing that is being written is lost, and nothing is fetched again.
// D makes it dark as in a dark room, and paper again. While the family has the room to itself nothing is sent.

import { isLetterKey } from "./keys.js";

const sheet = document.querySelector("[data-light-sheet]");
const scheme = document.querySelector("meta[name=color-scheme]");
const boxes = () => [...document.querySelectorAll("[data-light-form] select")];

function show(box) {
  const [chosen] = box.selectedOptions;
  sheet.media = chosen.dataset.media;
  scheme.content = chosen.dataset.scheme;
  document.documentElement.dataset.light = chosen.value;
  for (const other of boxes()) other.value = chosen.value;
  document.dispatchEvent(new Event("light-changed"));
}

// Only the choice is sent, and no page to go back to: that would be fetched, and looked at, again.
function keep({ form }) {
  if ("alone" in form.dataset) return;
  const body = new FormData(form);
  body.delete("back");
  fetch(form.action, { method: "POST", body, cache: "no-store" }).catch(() => {});
}

function isDark() {
  const { light } = document.documentElement.dataset;
  return light === "dark" || (!light && matchMedia("(prefers-color-scheme: dark)").matches);
}

for (const box of boxes()) {
  box.addEventListener("change", () => {
    show(box);
    keep(box);
  });
}

document.addEventListener("keydown", (event) => {
  const [box] = boxes();
  if (event.key.toLowerCase() !== "d" || !isLetterKey(event) || !box) return;
  box.value = isDark() ? "paper" : "dark";
  show(box);
  keep(box);
  const said = document.querySelector("[data-map-live]");
  if (said) said.textContent = box.selectedOptions[0].textContent;
});
