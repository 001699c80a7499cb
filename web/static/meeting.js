// The meeting in the browser: what is typed lives in this page's memory only, is sent where it stands, and outlasts a
// lost network. Nothing is fetched of its own accord; in family time nothing is fetched at all.

import { isTyping, isWithAnother } from "./keys.js";

const page = document.querySelector("[data-meeting]");
const status = document.querySelector("[data-status]");
const told = page?.dataset ?? {};
const STAYING = ["rules", "plan-words", "finish", "present"];

// The time of day, once a minute and without a sound.
function tick() {
  const clock = document.querySelector("[data-clock]");
  if (clock) clock.textContent = new Date().toTimeString().slice(0, 5);
}
tick();
setInterval(tick, 20000);

function say(place, words, again) {
  place.replaceChildren(words);
  if (!again) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = told.again;
  button.addEventListener("click", again);
  place.append(button);
}

// A form is sent in the background; its words stay in the boxes until they are known to be kept.
async function send(form) {
  const place = form.querySelector("[data-said]");
  // Its button stays a button meanwhile: one that is disabled would lose the keyboard’s place.
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  const sent = contents(form);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), cache: "no-store" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (answer.ok && found.querySelector("[data-asked]")) ask(form, found.querySelector("[data-asked]"));
    else if (answer.ok) taken(form, found, sent);
    else say(place, found.querySelector("main p")?.textContent ?? "");
  } catch {
    say(place, told.unsent, () => send(form));
  } finally {
    delete form.dataset.sending;
  }
}

// A question that comes before somebody is put on the map stands under their form; each answer is one touch.
function ask(form, asked) {
  form.nextElementSibling?.matches("[data-asked]") && form.nextElementSibling.remove();
  asked.querySelector("[data-asked-words]").hidden = false;
  form.after(asked);
  for (const answer of asked.querySelectorAll("form")) {
    answer.addEventListener("submit", (event) => {
      event.preventDefault();
      answered(form, asked, answer);
    });
  }
  asked.scrollIntoView({ block: "nearest" });
  asked.querySelector("button")?.focus({ preventScroll: true });
}

async function answered(form, asked, answer) {
  try {
    const kept = await fetch(answer.action, { method: "POST", body: new FormData(answer), cache: "no-store" });
    const found = new DOMParser().parseFromString(await kept.text(), "text/html");
    if (kept.ok && found.querySelector("[data-asked]")) return ask(form, found.querySelector("[data-asked]"));
    asked.remove();
    if (kept.ok) return taken(form, found);
    return say(form.querySelector("[data-said]"), found.querySelector("main p")?.textContent ?? "");
  } catch {
    return say(form.querySelector("[data-said]"), told.unsent, () => answered(form, asked, answer));
  }
}

function taken(form, found, sent = contents(form)) {
  const isOnMap = document.querySelector("[data-map]") && form.dataset.say === "person";
  if (form.dataset.say === "change") {
    form.dataset.kept = "yes";
    return location.assign(form.dataset.then);
  }
  if (isOnMap || !found.querySelector("[data-meeting]")) {
    form.dataset.kept = "yes";
    return location.reload();
  }
  const what = form.dataset.say;
  // Whatever was typed while this was on its way is not kept yet, and stays.
  const isAsSent = contents(form) === sent;
  if (isAsSent && !STAYING.includes(what)) form.reset();
  form.dataset.first = isAsSent ? contents(form) : sent;
  const alike = () => [...document.querySelectorAll(`form[data-say="${what}"]`)];
  const nth = alike().indexOf(form);
  const at = document.activeElement;
  const isInside = form.contains(at);
  renewAll(found);
  renewTaps(found);
  const again = alike()[nth] ?? form;
  say(again.querySelector("[data-said]"), told.saved);
  // Whoever works by keyboard goes on from the button they pressed.
  if (isInside && !at.isConnected) again.querySelector(".meeting-save").focus({ preventScroll: true });
  return undefined;
}

function renewAll(found) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const now = found.querySelector(`[data-live="${part.dataset.live}"]`);
    if (now && !hasUnsaved(part)) renew(part, now);
  }
}

// The last step is taken back, or put back, where the page stands: words that are being typed stay in their boxes.
async function step(form) {
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form), cache: "no-store" });
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok) return say(status, found.querySelector("main p")?.textContent ?? "");
    const way = form.dataset.step;
    if (!unsaved() && (document.querySelector("[data-map]") || !found.querySelector("[data-meeting]"))) return location.reload();
    renewAll(found);
    renewBoxes(found);
    renewTaps(found);
    say(status, way === "back" ? told.back : told.againThere);
    return document.querySelector(`form[data-step="${way}"] button`)?.focus();
  } catch {
    return say(status, told.unsent, () => step(form));
  }
}
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-step]")) return;
  event.preventDefault();
  step(event.target);
});

// What stays in its boxes once it is written down is as it is kept now.
function renewBoxes(found) {
  for (const form of document.querySelectorAll("form[data-say]")) {
    if (!STAYING.includes(form.dataset.say) || hasUnsaved(form)) continue;
    for (const box of form.querySelectorAll("textarea, .box input")) {
      const now = found.getElementById(box.id);
      if (now) box.value = box.defaultValue = now.defaultValue;
    }
    form.dataset.first = contents(form);
  }
}

// What was open stays open.
function renew(part, now) {
  const open = [...part.querySelectorAll("details")].map((drawer) => drawer.open);
  part.replaceChildren(...now.childNodes);
  for (const [nth, drawer] of part.querySelectorAll("details").entries()) drawer.open = open[nth] ?? drawer.open;
  for (const form of part.querySelectorAll("form[data-say]")) listen(form);
}

// Whoever has just been written down can be tapped in every form; what is ticked or typed already stays.
function renewTaps(found) {
  for (const form of document.querySelectorAll("form[data-say]")) {
    if (hasUnsaved(form.parentElement)) continue;
    const names = [...form.querySelectorAll("[id]")].map((one) => one.id);
    const now = names.map((id) => found.getElementById(id)?.closest("form")).find(Boolean);
    if (!now || now.dataset.say !== form.dataset.say) continue;
    form.replaceChildren(...now.childNodes);
    form.dataset.first = contents(form);
  }
}

function contents(form) {
  return JSON.stringify([...new FormData(form)].filter(([name]) => name !== "csrf_token"));
}

function hasUnsaved(part) {
  const forms = part.matches?.("form[data-say]") ? [part] : [...part.querySelectorAll("form[data-say]")];
  return forms.some((form) => form.dataset.first !== undefined && form.dataset.first !== contents(form) && hasWords(form));
}

// Taps alone can be done again; words cannot.
function hasWords(form) {
  const boxes = form.querySelectorAll("textarea, .box input");
  return [...boxes].some((box) => box.value.trim() && box.value !== box.defaultValue);
}

function listen(form) {
  form.dataset.first = contents(form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
for (const form of document.querySelectorAll("form[data-say]")) listen(form);

// Going on or back is a page of its own, asked for only while the network is there and nothing is unsaved.
function unsaved() {
  return [...document.querySelectorAll("form[data-say]")].find((form) => form.dataset.kept !== "yes" && hasUnsaved(form));
}

for (const form of document.querySelectorAll("form[data-go]")) {
  form.addEventListener("submit", (event) => {
    const waiting = unsaved();
    if (waiting) {
      event.preventDefault();
      say(status, told.waiting);
      waiting.closest("details")?.setAttribute("open", "");
      waiting.querySelector("textarea, .box input")?.focus();
    } else if (!navigator.onLine) {
      event.preventDefault();
      say(status, told.unsent, () => form.requestSubmit());
    }
  });
}
addEventListener("beforeunload", (event) => {
  if (unsaved()) event.preventDefault();
});

// As everywhere else: the keys by which something is undone, wherever nobody types.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  const way = key === "y" || (key === "z" && event.shiftKey) ? "again" : key === "z" ? "back" : "";
  const form = way && document.querySelector(`form[data-step="${way}"]`);
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

// A clicker's keys, and the arrows where nothing else wants them: on is where the language goes.
const [ON, BACK] = document.documentElement.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
document.addEventListener("keydown", (event) => {
  if (isWithAnother(event) || isTyping(event.target)) return;
  const isOnMap = event.target.closest?.("[data-map]");
  const isTapping = event.target.matches?.("input");
  const next = event.key === "PageDown" || (event.key === ON && !isOnMap && !isTapping);
  const back = event.key === "PageUp" || (event.key === BACK && !isOnMap && !isTapping);
  const way = next ? "next" : back ? "back" : "";
  const form = way && document.querySelector(`form[data-go="${way}"]`);
  if (!form || form.querySelector("button").disabled) return;
  event.preventDefault();
  form.requestSubmit();
});
