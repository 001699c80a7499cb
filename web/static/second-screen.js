// The second screen follows the first: it asks for a version several times in two seconds, and fetches a page only when
// that is another. While the family has the room to itself it asks for nothing until somebody touches it.

import { blank, isBlank, show, wake } from "./room.js";

const EVERY = 700;
const LONGEST_WAIT = 4000;
const script = document.querySelector("script[data-second-screen]");
const band = document.querySelector("[data-follow-band]");
const isAlone = Boolean(script.dataset.alone);
const back = band?.querySelector("[data-come-back]");
let etag = "";
let shown = null;
let blankedByFirst = false;

async function ask() {
  try {
    const answer = await fetch(script.dataset.secondScreen, {
      cache: "no-store",
      redirect: "manual",
      headers: etag ? { "If-None-Match": etag } : {},
    });
    if (answer.type === "opaqueredirect") return location.assign(script.dataset.over);
    if (answer.ok && (await follow(await answer.json(), answer.headers.get("ETag")))) return undefined;
    if (answer.status === 304 && !isBlank()) keepUp();
  } catch {
    // The network is away for a moment; what is shown stays.
  }
  return setTimeout(ask, EVERY);
}

// Whether nothing is to be asked any more.
async function follow(told, tag) {
  if (isBlank() && !blankedByFirst) return false;
  followBlank(told.blank);
  if (isBlank()) return false;
  if (told.path !== location.pathname + location.search) {
    location.replace(told.path);
    return true;
  }
  if (Boolean(told.alone) !== isAlone) {
    location.reload();
    return true;
  }
  if (isAlone) return beAlone();
  if (shown && told.version !== shown.version) await freshen();
  shown = told;
  etag = tag;
  wake();
  lookAs(told);
  return false;
}

// Nothing is new; but what was not ready to follow when it was told may be so now.
function keepUp() {
  wake();
  if (shown) lookAs(shown);
}

function followBlank(isWanted) {
  if (isWanted && !isBlank()) {
    blankedByFirst = true;
    etag = "";
    blank();
  } else if (!isWanted && isBlank() && blankedByFirst) {
    blankedByFirst = false;
    show();
  }
}

// The family has the room to itself: no workers on the map, and one touch to come back when it is over.
function beAlone() {
  shown = null;
  etag = "";
  if (back) back.hidden = false;
  whenDrawn((map) => map.look.hideWorkers || map.hideWorkers(true));
  return true;
}

back?.addEventListener("click", () => {
  back.hidden = true;
  ask();
});

function lookAs({ lens, focus, chosen, day }) {
  whenDrawn((map) => {
    const slider = map.room.querySelector("[data-time-slider]:enabled");
    if (slider && day && slider.value !== day) {
      slider.value = day;
      slider.dispatchEvent(new Event("input"));
    }
    const { chooser } = map.lenses;
    if (chooser && lens && map.lenses.asked !== lens && map.lenses.name !== lens) {
      chooser.value = lens;
      map.lenses.choose(lens);
    }
    if (chosen && chosen !== map.look.chosen && map.people[chosen]) map.choose(chosen, { speak: false });
    else if (!chosen && map.look.chosen) map.leave();
    if ([...(map.look.focus ?? [])].join() !== focus.join()) map.focusOn(focus.length ? focus : null);
  });
}

async function whenDrawn(act) {
  const room = document.querySelector("[data-map]");
  if (!room) return;
  await drawn(room);
  if (room.dataset.ready === "yes") act(room.childMap);
}

function drawn(room) {
  return new Promise((ready) => {
    if (room.dataset.ready) return ready();
    const watch = new MutationObserver(() => room.dataset.ready && (watch.disconnect(), ready()));
    watch.observe(room, { attributes: true, attributeFilter: ["data-ready"] });
    return setTimeout(ready, LONGEST_WAIT);
  });
}

// The page again, made ready out of sight and then put in the place of the old one: nothing flashes.
async function freshen() {
  const answer = await fetch(location.href, { cache: "no-store", redirect: "manual" });
  if (!answer.ok) return;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [fresh, old] = [found, document].map((page) => page.querySelector("main"));
  if (!fresh || !old || !isSameBut(found)) {
    location.reload();
    return;
  }
  fresh.classList.add("is-coming");
  old.after(document.adoptNode(fresh));
  for (const room of fresh.querySelectorAll("[data-map]")) {
    const { begin } = await import("./map.js");
    begin(room);
    await drawn(room);
  }
  old.remove();
  fresh.classList.remove("is-coming");
}

// Whether a page differs from this one in what it says only: another step has another head, other styles and scripts.
function isSameBut(found) {
  const [now, here] = [found, document].map((page) => ({
    parts: [...page.querySelectorAll("head [src], head [href]")].map((one) => one.getAttribute("src") ?? one.getAttribute("href")).join(),
    top: page.querySelector("[data-meeting-top]")?.textContent,
  }));
  return now.parts === here.parts && now.top === here.top;
}

if (isAlone) beAlone();
else ask();
