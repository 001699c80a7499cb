// The list twin of an earlier day, and of what changed since one, in the panel beside the map.

import { made } from "./map-years.js";

export function tellDay(panel, title, groups, happened) {
  panel.querySelector("[data-time-title]").textContent = title;
  panel.querySelector("[data-time-happened]").replaceChildren(...happened.map((said) => made("li", said)));
  const lines = groups.flatMap(({ label, lines }) => [made("dt", label), made("dd", lines.join(", "))]);
  panel.querySelector("[data-time-words]").replaceChildren(...lines);
}

export function tellChanges(panel, title, groups, nothing) {
  panel.querySelector("[data-time-title]").textContent = title;
  const lists = groups.flatMap(({ label, lines }) => [made("h3", label), listOf(lines)]);
  panel.querySelector("[data-time-words]").replaceChildren(...(lists.length ? lists : [made("p", nothing)]));
}

function listOf(lines) {
  const found = made("ul");
  found.append(...lines.map((line) => made("li", line)));
  return found;
}
