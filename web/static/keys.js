// Which keys a page may take for itself. A letter or a sign that is pressed alone means something only where nobody
// types, and only until it is switched off: for whoever speaks to the machine, or presses what they did not mean.

const choices = () => [...document.querySelectorAll("[data-letter-keys-choice]")];

// Whether a letter that is pressed is one that is written: what is tapped or slid takes no letters.
export function isTyping(target) {
  return Boolean(target.matches?.("input:not([type=radio], [type=checkbox], [type=range]), textarea, select"));
}

export function isWithAnother({ ctrlKey, metaKey, altKey }) {
  return ctrlKey || metaKey || altKey;
}

export function isLetterKey(event) {
  return document.documentElement.dataset.letterKeys !== "off" && !isTyping(event.target) && !isWithAnother(event);
}

// As with the light: only the choice is sent, and nothing while the family has the room to itself. A file of its own
// has nobody to send it to, and forgets it when it is closed.
function keepChoice({ form }) {
  if (!form || "alone" in form.dataset) return;
  const body = new FormData(form);
  body.delete("back");
  fetch(form.action, { method: "POST", body, cache: "no-store" }).catch(() => {});
}

for (const box of choices()) {
  box.addEventListener("change", () => {
    document.documentElement.dataset.letterKeys = box.value;
    for (const other of choices()) other.value = box.value;
    keepChoice(box);
  });
}
