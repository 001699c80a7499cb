// The map through time: a day is chosen on a slider with the child's homes above it, the story is played day by day,
// and what changed since a day is drawn. Nobody moves: whoever comes later is not drawn yet.

import { under } from "./map-lens.js";
import { Years, made } from "./map-years.js";

const SETTLED = 160;
const READING = 2600;
const A_YEAR = 365;
const KEPT_DAYS = 40;

export class Time {
  constructor(map) {
    this.map = map;
    this.strip = map.room.querySelector("[data-map-time]");
    if (this.strip) this.begin().catch(() => this.map.say(this.map.words.failed));
  }

  async begin() {
    this.todays = { people: this.map.people, picture: this.map.lenses.base };
    this.slider = this.strip.querySelector("[data-time-slider]");
    this.kept = new Map();
    const told = await this.fetched(this.strip.dataset.timeYears, new AbortController().signal);
    this.words = told.words;
    if (!told.first) return this.write("told", this.words.nobody);
    this.years = new Years(this.strip, told);
    this.slider.max = this.years.whole;
    this.years.drawBands();
    this.listen();
    this.backToToday();
    for (const control of this.strip.querySelectorAll("button, input")) control.disabled = false;
    this.strip.dataset.ready = "yes";
    return undefined;
  }

  listen() {
    this.slider.addEventListener("input", () => this.slid());
    this.slider.addEventListener("keydown", (event) => this.pressed(event));
    this.button("play").addEventListener("click", () => this.play());
    this.button("since").addEventListener("click", () => this.lookSince());
    this.button("today").addEventListener("click", () => this.today());
    new ResizeObserver(() => this.years.drawTicks()).observe(this.strip);
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.still.addEventListener("change", () => this.namePlay());
    this.namePlay();
  }

  get day() {
    return this.years.dayAt(Number(this.slider.value));
  }

  button(name) {
    return this.strip.querySelector(`[data-time-do="${name}"]`);
  }

  // The slider

  slid() {
    this.stop();
    this.goTo(this.day);
  }

  pressed(event) {
    const isRightToLeft = getComputedStyle(this.slider).direction === "rtl";
    const [on, back] = isRightToLeft ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const found = {
      [on]: () => this.step(1, event.shiftKey),
      ArrowUp: () => this.step(1, event.shiftKey),
      [back]: () => this.step(-1, event.shiftKey),
      ArrowDown: () => this.step(-1, event.shiftKey),
      PageUp: () => this.years.later(this.day, A_YEAR),
      PageDown: () => this.years.later(this.day, -A_YEAR),
    }[event.key];
    if (!found) return;
    event.preventDefault();
    this.stop();
    this.goTo(found());
  }

  // To the next day on which something changed, or simply to the next day; or back.
  step(way, isByDay) {
    return isByDay ? this.years.later(this.day, way) : this.years.neighbour(this.day, way);
  }

  // Say the day at once, and draw it when it has settled.
  goTo(asked) {
    const day = this.years.within(asked);
    this.slider.value = this.years.dayNumber(day);
    this.tellDay(day);
    clearTimeout(this.waiting);
    this.pending?.abort();
    if (!this.isSince && day === this.years.last) return this.today();
    return new Promise((drawn) => {
      this.waiting = setTimeout(() => this.draw(day).then(drawn), SETTLED);
    });
  }

  tellDay(day) {
    const said = this.years.stopOn(day)?.day ?? this.years.inWords(day);
    const isToday = !this.isSince && day === this.years.last;
    const pattern = this.isSince ? this.words.since : isToday ? this.words.today : "%(day)s";
    this.told = pattern.replace("%(day)s", said);
    this.write("shown", this.told);
    this.write("told", this.isSince || isToday ? "" : (this.years.stopOn(day)?.told ?? []).join(" "));
    this.slider.setAttribute("aria-valuetext", this.told);
    this.button("today").disabled = isToday;
    this.years.mark(day);
  }

  write(name, words) {
    this.strip.querySelector(`[data-time-${name}]`).textContent = words;
  }

  // What is drawn

  async draw(day) {
    this.pending = new AbortController();
    const { signal } = this.pending;
    const [address, name] = this.isSince ? ["timeChanges", "since"] : ["timeDay", "on"];
    const asked = `${this.strip.dataset[address]}?${name}=${day}&shape=${this.map.shape}`;
    try {
      const found = this.kept.get(asked) ?? (await this.fetched(asked, signal));
      this.keep(asked, found);
      if (signal.aborted) return;
      if (this.isSince) this.showChanges(found);
      else this.showDay(found);
    } catch {
      if (signal.aborted) return;
      this.stop();
      this.today();
      this.map.say(this.words.failed);
    }
  }

  async fetched(address, signal) {
    const answer = await fetch(address, { cache: "no-store", signal });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  keep(asked, found) {
    this.kept.set(asked, found);
    if (this.kept.size > KEPT_DAYS) this.kept.delete(this.kept.keys().next().value);
  }

  showDay(found) {
    const picture = { ...found.picture, box: this.todays.picture.box };
    this.putPeople(found.people, picture);
    this.map.lenses.draw("day", picture, null);
    const happened = this.years.stopOn(found.on)?.told ?? [];
    this.tellPanel("day", found.told);
    this.panel("day").querySelector("[data-time-happened]").replaceChildren(...happened.map((said) => made("li", said)));
    this.map.say([`${this.told}.`, ...happened].join(" "));
  }

  showChanges({ layer, told }) {
    this.putPeople(this.todays.people, this.todays.picture);
    this.map.lenses.draw("changes", under(this.todays.picture, layer), { says: layer.says });
    this.tellPanel("changes", told);
    const [first] = told.length ? [told.map(({ label, lines }) => `${label}: ${lines.length}.`).join(" ")] : [this.words.nothing];
    this.write("told", first);
    this.map.say(`${this.told}. ${first}`);
  }

  // Whoever is not there yet can be neither seen, tapped nor found.
  putPeople(people, picture) {
    const { map } = this;
    const there = new Set(picture.figures.map((figure) => figure.id));
    this.putNodes((id) => !there.has(id));
    map.people = people;
    map.lenses.asked = "circles";
    if (map.lenses.chooser) map.lenses.chooser.value = "circles";
    if (map.look.chosen && !there.has(map.look.chosen)) map.leave();
    if (!there.has(map.look.cursor)) map.look.cursor = map.child;
  }

  // What vis-network taps: everyone in the place they have in the circles.
  putNodes(isHidden) {
    const nodes = this.todays.picture.figures.map(({ id, x, y, radius: size }) => ({ id, x, y, size, hidden: isHidden(id) }));
    this.map.network.body.data.nodes.update(nodes);
  }

  panel(name) {
    return this.map.lenses.told.find((told) => told.dataset.mapLensTold === name);
  }

  // The list twin of what is drawn.
  tellPanel(name, groups) {
    const panel = this.panel(name);
    panel.querySelector("[data-time-title]").textContent = `${this.told}.`;
    const words = panel.querySelector("[data-time-words]");
    if (name === "day") {
      const lines = groups.flatMap(({ label, lines }) => [made("dt", label), made("dd", lines.join(", "))]);
      words.replaceChildren(...lines);
    } else {
      const lists = groups.flatMap(({ label, lines }) => [made("h3", label), list(lines)]);
      words.replaceChildren(...(lists.length ? lists : [made("p", this.words.nothing)]));
    }
  }

  // Today

  today() {
    this.leave();
    const { lens } = this.map.room.dataset;
    if (lens !== "day" && lens !== "changes") return;
    this.map.lenses.name = "circles";
    this.map.lenses.draw("circles", this.todays.picture);
    this.map.say(this.told);
  }

  // Everything as it is today, for whatever is looked at next.
  leave() {
    if (!this.years || (this.day === this.years.last && !this.isSince)) return;
    this.stop();
    clearTimeout(this.waiting);
    this.pending?.abort();
    this.putNodes(() => false);
    this.map.people = this.todays.people;
    this.backToToday();
  }

  backToToday() {
    this.isSince = false;
    this.button("since").setAttribute("aria-pressed", "false");
    delete this.strip.dataset.since;
    this.slider.value = this.slider.max;
    this.tellDay(this.years.last);
  }

  // What changed

  lookSince() {
    if (this.isSince) return this.today();
    this.stop();
    this.isSince = true;
    this.strip.dataset.since = "yes";
    this.button("since").setAttribute("aria-pressed", "true");
    return this.goTo(this.years.since);
  }

  // The story

  namePlay() {
    const words = this.isPlaying ? this.words.stop : this.still.matches ? this.words.next : this.words.play;
    this.button("play").textContent = words;
  }

  play() {
    if (this.isPlaying) return this.stop();
    if (this.isSince) this.today();
    const begins = this.day === this.years.last ? this.years.first : this.years.neighbour(this.day, 1);
    if (this.still.matches) return this.goTo(begins);
    this.isPlaying = true;
    this.strip.dataset.playing = "yes";
    this.namePlay();
    return this.playOn(begins);
  }

  async playOn(day) {
    const turn = (this.turn = Symbol("turn"));
    if (day === this.years.last) {
      this.today();
      this.map.say(this.words.over);
      return;
    }
    await this.goTo(day);
    if (!this.isPlaying || this.turn !== turn) return;
    this.next = setTimeout(() => this.playOn(this.years.neighbour(this.day, 1)), READING);
  }

  stop() {
    clearTimeout(this.next);
    if (!this.isPlaying) return;
    this.isPlaying = false;
    delete this.strip.dataset.playing;
    this.namePlay();
  }
}

function list(lines) {
  const found = made("ul");
  found.append(...lines.map((line) => made("li", line)));
  return found;
}
