// The first screen says what it is at, so that a second one can follow: its page, its lens, who is lit, whether it is
// blank. It looks at itself several times a second and says so only when something is another.

const EVERY = 200;
const script = document.querySelector("script[data-first-screen]");
let said = "";
const NOTHING = { lens: "", focus: [], chosen: "", day: "" };
let lately = NOTHING;

function look() {
  const blank = document.querySelector(".blanked") !== null;
  if (!blank) lately = lookOfMap();
  return { path: location.pathname + location.search, blank, ...lately };
}

function lookOfMap() {
  const room = document.querySelector("[data-map]");
  const map = room?.childMap;
  if (!map) return NOTHING;
  return {
    lens: room.dataset.lens === "day" ? "circles" : (room.dataset.lens ?? "circles"),
    focus: [...(map.look.focus ?? [])],
    chosen: map.look.chosen ?? "",
    day: room.querySelector("[data-time-slider]:enabled")?.value ?? "",
  };
}

async function say() {
  const now = JSON.stringify(look());
  if (now !== said) {
    said = now;
    const answer = await tell(now);
    if (!answer?.ok) said = "";
  }
  setTimeout(say, said ? EVERY : 10 * EVERY);
}

function tell(body) {
  const headers = { "Content-Type": "application/json", "X-CSRFToken": script.dataset.token };
  return fetch(script.dataset.firstScreen, { method: "POST", headers, body, keepalive: true }).catch(() => null);
}

// While the family has the room to itself nothing is said.
if (!script.dataset.alone) say();
