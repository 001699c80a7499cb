// The map on a page: fetched once, drawn from the server's display list, tapped and moved with vis-network.
// Nobody moves by themselves; what a person is told about them stands in the panel as text.

import { isLetterKey } from "./keys.js";
import { Painter, coloursOf } from "./map-draw.js";
import { isWay, round, towards } from "./map-keys.js";
import { Lenses } from "./map-lens.js";
import { tell } from "./map-panel.js";
import { Time } from "./map-time.js";

const PADDING = 10;
const CLOSEST = 3;
const STEP = 1.3;
const GLIDE = 320;
// What takes longer than this, in milliseconds, says that it does.
const PATIENCE = 400;

class ChildMap {
  constructor(room, contents) {
    const { time: _days, ...others } = contents;
    Object.assign(this, others);
    this.stage = room.querySelector("[data-map-stage]");
    this.panel = room.querySelector("[data-map-panel]");
    this.live = room.querySelector("[data-map-live]");
    this.welcome = [...this.panel.childNodes];
    this.room = room;
    this.look = { child: this.child, cursor: this.child, chosen: null, focus: null, hideWorkers: false };
    this.isMoved = false;
    this.given = contents.lenses;
    this.givenDays = contents.time;
    this.lenses = new Lenses(this);
  }

  async start() {
    const face = getComputedStyle(this.stage).fontFamily;
    this.painter = new Painter(this.picture, coloursOf(this.stage), face, leastName(this.stage));
    await this.painter.readFaces();
    const { DataSet, Network } = globalThis.vis;
    const data = { nodes: new DataSet(this.vis.nodes), edges: new DataSet() };
    this.network = new Network(this.stage, data, this.vis.options);
    this.network.on("beforeDrawing", (context) => {
      this.painter.paint(context, this.network.getScale(), this.look);
    });
    this.listen();
    this.fit();
    this.followWay();
    this.network.once("afterDrawing", () => requestAnimationFrame(() => this.beReady()));
    this.network.redraw();
  }

  beReady() {
    this.stage.dataset.ready = "yes";
    this.room.dataset.ready = "yes";
    this.lenses.prepare();
    this.time = new Time(this);
    this.room.dispatchEvent(new Event("map-ready"));
  }

  listen() {
    this.network.on("click", ({ nodes }) => (nodes.length ? this.choose(nodes[0]) : this.leave()));
    this.network.on("zoom", () => this.keepInReach());
    this.network.on("dragEnd", () => (this.isMoved = true));
    // vis-network puts its own view back after it has told of another size.
    this.network.on("resize", () => requestAnimationFrame(() => this.isMoved || this.fit()));
    this.stage.addEventListener("keydown", (event) => this.pressed(event));
    this.stage.addEventListener("focus", () => this.showCursor(this.stage.matches(":focus-visible")));
    this.stage.addEventListener("blur", () => this.showCursor(false));
    document.addEventListener("keydown", (event) => this.pressedAnywhere(event));
    this.button("in", () => this.zoom(STEP));
    this.button("out", () => this.zoom(1 / STEP));
    this.button("fit", () => this.fit(true));
    this.button("workers", () => this.hideWorkers(!this.look.hideWorkers));
    this.button("everyone", () => this.focusOn(null));
    this.listenToSearch();
    const relight = () => {
      this.painter.colour = coloursOf(this.stage);
      this.network.redraw();
    };
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", relight);
    document.addEventListener("light-changed", relight);
  }

  button(name, act) {
    this.room.querySelector(`[data-map-do="${name}"]`)?.addEventListener("click", act);
  }

  // An address that ends in #way=… lights those people, and says who they are.
  followWay() {
    const asked = new URLSearchParams(location.hash.slice(1)).get("way") ?? "";
    const people = asked.split(".").filter((id) => this.people[id]);
    if (!people.length) return;
    this.focusOn(people);
    this.say(people.map((id) => this.people[id].name).join(", "));
  }

  // The whole picture, as large as it goes; without a jump where people move. Nothing fits into a page that is blanked.
  fit(isAsked = false) {
    if (!this.stage.clientWidth) return;
    const { x, y, scale } = this.whole();
    this.isMoved = false;
    this.move({ x, y }, scale, isAsked);
  }

  // The middle of the picture, and the scale at which all of it can be seen.
  whole() {
    const [left, top, right, bottom] = this.picture.box;
    const low = this.look.hideWorkers ? this.footWithoutWorkers() : bottom;
    const wide = this.stage.clientWidth - 2 * PADDING;
    const high = this.stage.clientHeight - 2 * PADDING;
    const scale = Math.min(wide / (right - left), high / (low - top), CLOSEST);
    this.least = scale * 0.8;
    return { x: (left + right) / 2, y: (top + low) / 2, scale };
  }

  footWithoutWorkers() {
    const others = this.picture.figures.filter((figure) => figure.circle !== "professionals");
    return Math.max(...others.map((figure) => figure.y + figure.radius + 60));
  }

  move(position, scale, isGliding) {
    const still = !isGliding || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const animation = still ? false : { duration: GLIDE, easingFunction: "easeInOutQuad" };
    this.network.moveTo({ position, scale, animation });
  }

  zoom(by) {
    this.isMoved = true;
    const scale = Math.min(Math.max(this.network.getScale() * by, this.least), CLOSEST);
    this.move(this.network.getViewPosition(), scale, true);
  }

  keepInReach() {
    this.isMoved = true;
    const scale = this.network.getScale();
    const within = Math.min(Math.max(scale, this.least), CLOSEST);
    if (within !== scale) this.network.moveTo({ scale: within });
  }

  choose(id, { speak = true } = {}) {
    const person = this.people[id];
    this.look.cursor = this.look.chosen = id;
    const home = this.figure(id).home;
    const mates = home ? this.picture.figures.filter((figure) => figure.home === home) : [];
    tell(this.panel, person, this.words, {
      seen: this.lenses.saysOf(id),
      onHome: mates.length > 1 ? () => this.focusOn(mates.map((figure) => figure.id)) : null,
      onClose: () => this.leave(true),
    });
    this.panel.dataset.open = "yes";
    this.panel.scrollTop = 0;
    if (speak) this.say(person.announced);
    this.showCursor(this.look.showsCursor);
    this.bringIntoSight(id);
    this.room.dispatchEvent(new CustomEvent("map-chosen", { detail: id }));
  }

  leave(isAsked = false) {
    if (!this.look.chosen && !this.look.focus) return;
    this.look.chosen = null;
    this.panel.replaceChildren(...this.welcome);
    delete this.panel.dataset.open;
    this.focusOn(null);
    if (isAsked) this.stage.focus();
  }

  figure(id) {
    return this.picture.figures.find((figure) => figure.id === id);
  }

  // Pan just as far as it takes for somebody to be seen.
  bringIntoSight(id) {
    const { x, y } = this.network.canvasToDOM(this.figure(id));
    const covered = this.sheetHeight();
    const [wide, high] = [this.stage.clientWidth, this.stage.clientHeight - covered];
    const edge = 70;
    const across = x < edge ? x - edge : x > wide - edge ? x - wide + edge : 0;
    const down = y < edge ? y - edge : y > high - edge ? y - high + edge : 0;
    if (!across && !down) return;
    const middle = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.isMoved = true;
    this.move({ x: middle.x + across / scale, y: middle.y + down / scale }, scale, true);
  }

  sheetHeight() {
    const stage = this.stage.getBoundingClientRect();
    const panel = this.panel.getBoundingClientRect();
    const isOver = panel.top < stage.bottom && panel.left < stage.right;
    return isOver ? Math.max(0, stage.bottom - panel.top) : 0;
  }

  focusOn(people) {
    this.look.focus = people ? new Set([...people, this.child]) : null;
    const everyone = this.room.querySelector('[data-map-do="everyone"]');
    if (everyone) everyone.hidden = !people;
    this.network.redraw();
  }

  hideWorkers(isHidden) {
    this.look.hideWorkers = isHidden;
    const button = this.room.querySelector('[data-map-do="workers"]');
    button?.setAttribute("aria-pressed", String(isHidden));
    this.say(isHidden ? this.words.hidden : this.words.shown);
    if (isHidden && this.figure(this.look.cursor).circle === "professionals") this.look.cursor = this.child;
    if (this.isMoved) this.network.redraw();
    else this.fit(true);
  }

  showCursor(isShown) {
    this.look.showsCursor = isShown;
    this.network.redraw();
  }

  say(words) {
    this.live.textContent = words;
  }

  // What was waited for; the page says so meanwhile where it takes long.
  async awaited(promise) {
    this.stage.dataset.waiting = this.words.waiting;
    const slow = setTimeout(() => {
      this.room.setAttribute("aria-busy", "true");
      this.say(this.words.waiting);
    }, PATIENCE);
    try {
      return await promise;
    } finally {
      clearTimeout(slow);
      this.room.removeAttribute("aria-busy");
    }
  }

  pressed(event) {
    if (isWay(event.key)) {
      const isShown = (f) => !(this.look.hideWorkers && f.circle === "professionals");
      const { cursor } = this.look;
      this.middle = event.shiftKey ? (this.middle ?? cursor) : null;
      const next = this.middle ? round(this.picture, this.middle, cursor, event.key, isShown) : towards(this.picture, cursor, event.key, isShown);
      this.goTo(next);
    } else if (event.key === "Home") this.goTo(this.child);
    else if (event.key === "Enter" || event.key === " ") this.open();
    else if (!isLetterKey(event)) return;
    else if (event.key === "+" || event.key === "=") this.zoom(STEP);
    else if (event.key === "-") this.zoom(1 / STEP);
    else if (event.key === "0") this.fit(true);
    else return;
    event.preventDefault();
  }

  pressedAnywhere(event) {
    if (event.key === "Escape") this.leave(true);
    else if (!isLetterKey(event)) return;
    else if (event.key.toLowerCase() === "h") this.hideWorkers(!this.look.hideWorkers);
    else if (event.key === "l") this.lenses.next();
    else if (event.key === "/") {
      this.room.querySelector("[data-map-search]")?.focus();
      event.preventDefault();
    }
  }

  goTo(id) {
    this.look.cursor = id;
    this.showCursor(true);
    this.say(this.people[id].announced);
    this.bringIntoSight(id);
  }

  open() {
    this.choose(this.look.cursor, { speak: false });
    this.panel.querySelector("h2")?.focus();
  }

  listenToSearch() {
    const box = this.room.querySelector("[data-map-search]");
    const list = this.room.querySelector("[data-map-found]");
    if (!box) return;
    box.addEventListener("input", () => this.find(box, list));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      list.querySelector("button")?.click();
    });
  }

  find(box, list) {
    const wanted = box.value.trim().toLocaleLowerCase();
    const found = wanted ? this.matching(wanted).slice(0, 7) : [];
    list.replaceChildren(...found.map((id) => this.foundLine(id, box, list)));
    if (wanted && !found.length) {
      const nobody = document.createElement("li");
      nobody.textContent = this.words.nobody;
      list.append(nobody);
    }
    list.hidden = !wanted;
  }

  // Whoever is called so first, then whose name begins so, then everyone else.
  matching(wanted) {
    const rank = (id) => {
      const name = this.people[id].name.toLocaleLowerCase();
      return name === wanted ? 0 : name.startsWith(wanted) ? 1 : 2;
    };
    const found = Object.keys(this.people).filter((id) => this.matches(id, wanted));
    return found.sort((one, other) => rank(one) - rank(other));
  }

  matches(id, wanted) {
    const { name, full_name: full = "", kin = "" } = this.people[id];
    return `${name} ${full} ${kin}`.toLocaleLowerCase().includes(wanted);
  }

  foundLine(id, box, list) {
    const line = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = [this.people[id].name, this.people[id].kin].filter(Boolean).join(" · ");
    button.addEventListener("click", () => {
      box.value = "";
      list.hidden = true;
      this.choose(id);
    });
    line.append(button);
    return line;
  }
}

async function contentsFor(room) {
  const inPage = room.querySelector("[data-map-contents]");
  const shape = room.clientWidth < 0.8 * room.clientHeight ? "tall" : "wide";
  if (inPage) return { shape, ...JSON.parse(inPage.textContent)[shape] };
  const answer = await fetch(`${room.dataset.mapSource}?shape=${shape}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return { shape, ...(await answer.json()) };
}

// Everything that is waited for is waited for at once: the contents, the typeface, and vis-network.
export async function begin(room) {
  try {
    const [contents] = await Promise.all([contentsFor(room), typeface(room), visNetwork()]);
    room.childMap = new ChildMap(room, contents);
    await room.childMap.start();
  } catch {
    room.querySelector("[data-map-live]").textContent = room.dataset.mapFailed;
    room.dataset.ready = "failed";
  }
}

// The smallest a name may stand on this screen, in pixels: on a wall it is read from the last chair.
function leastName(stage) {
  return Number(getComputedStyle(stage).getPropertyValue("--map-name-least")) || undefined;
}

function typeface(room) {
  const face = getComputedStyle(room).fontFamily;
  return Promise.all([400, 600, 700].map((weight) => document.fonts.load(`${weight} 20px ${face}`)));
}

function visNetwork() {
  return globalThis.vis ?? new Promise((loaded) => addEventListener("load", loaded, { once: true }));
}

for (const room of document.querySelectorAll("[data-map]")) begin(room);
