// The map through time: a day is chosen on a slider with the child's homes above it, looked at through any lens, and
// what changed since a day is drawn. Nobody moves: whoever comes later is not drawn yet.

import { Days, KeptDays } from "./map-days.js";
import { under } from "./map-lens.js";
import { Story } from "./map-story.js";
import { tellChanges, tellDay } from "./map-then.js";
import { Years } from "./map-years.js";

const SETTLED = 160;
const A_YEAR = 365;

export class Time {
  constructor(map) {
    this.map = map;
    this.strip = map.room.querySelector("[data-map-time]");
    if (this.strip) this.begin().catch(() => this.map.say(this.map.words.failed));
  }

  async begin() {
    this.todays = { people: this.map.people, picture: this.map.lenses.base };
    this.slider = this.strip.querySelector("[data-time-slider]");
    const { given, picture } = this.map;
    this.days = given ? new KeptDays(picture.box, this.map.givenDays) : new Days(this.map, this.strip);
    const told = await this.days.years();
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
    this.button("since")?.addEventListener("click", () => this.lookSince());
    this.button("today").addEventListener("click", () => this.today());
    new ResizeObserver(() => this.years.drawTicks()).observe(this.strip);
    this.story = new Story(this, this.button("play"));
  }

  get day() {
    return this.years.dayAt(Number(this.slider.value));
  }

  // The lens that is kept from day to day.
  get lens() {
    return this.map.lenses.chooser?.value || "circles";
  }

  get isEarlier() {
    return Boolean(this.years) && !this.isSince && this.day !== this.years.last;
  }

  button(name) {
    return this.strip.querySelector(`[data-time-do="${name}"]`);
  }

  slid() {
    this.story.stop();
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
    this.story.stop();
    this.goTo(found());
  }

  // To the next day on which something changed, or simply to the next day; or back.
  step(way, isByDay) {
    return isByDay ? this.years.later(this.day, way) : this.years.neighbour(this.day, way);
  }

  // Say the day at once, and draw it when it has settled.
  goTo(asked) {
    const day = this.days.nearest(this.years.within(asked), this.day);
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

  async draw(day) {
    this.pending = new AbortController();
    const { signal } = this.pending;
    const { lens } = this;
    try {
      const fetched = this.isSince ? this.days.since(day, signal) : this.days.on(day, lens, signal);
      const found = await this.map.awaited(fetched);
      const today = this.isSince ? null : await this.map.lenses.ofToday(lens);
      if (signal.aborted) return;
      if (this.isSince) this.showChanges(found);
      else this.showDay(found, today);
    } catch {
      if (signal.aborted) return;
      this.story.stop();
      this.today();
      this.map.say(this.words.failed);
    }
  }

  // In the places, and in the box, that the same lens has today.
  showDay(found, today) {
    const { lenses, room } = this.map;
    const { lens } = found;
    const picture = { ...found.picture, box: today.box };
    const names = Object.entries(found.people).map(([id, { name }]) => [id, name]);
    this.putPeople(found.people, picture);
    Object.assign(lenses, { asked: lens, name: lens, names: Object.fromEntries(names) });
    room.dataset.day = found.on;
    const happened = this.years.stopOn(found.on)?.told ?? [];
    tellDay(lenses.panelOf("day"), `${this.told}.`, found.told, happened);
    const isPlain = lens === "circles";
    lenses.draw(isPlain ? "day" : lens, picture, found, isPlain ? ["day", "day-signs"] : ["day", lens]);
    this.map.say([`${this.told}.`, ...happened].join(" "));
  }

  showChanges({ layer, told }) {
    const { lenses } = this.map;
    this.putPeople(this.todays.people, this.todays.picture);
    Object.assign(lenses, { asked: "circles", name: "circles" });
    if (lenses.chooser) lenses.chooser.value = "circles";
    delete this.map.room.dataset.day;
    lenses.draw("changes", under(this.todays.picture, layer), { says: layer.says });
    tellChanges(lenses.panelOf("changes"), `${this.told}.`, told, this.words.nothing);
    const [first] = told.length ? [told.map(({ label, lines }) => `${label}: ${lines.length}.`).join(" ")] : [this.words.nothing];
    this.write("told", first);
    this.map.say(`${this.told}. ${first}`);
  }

  // Whoever is not there yet can be neither seen, tapped nor found.
  putPeople(people, picture) {
    const { map } = this;
    const there = new Set(picture.figures.map((figure) => figure.id));
    this.putNodes(picture);
    map.people = people;
    if (map.look.chosen && !there.has(map.look.chosen)) map.leave();
    if (!there.has(map.look.cursor)) map.look.cursor = map.child;
  }

  // What vis-network taps: everyone in the place they have in a picture.
  putNodes(picture) {
    const there = new Map(picture.figures.map((figure) => [figure.id, figure]));
    const nodes = this.todays.picture.figures.map((figure) => {
      const { id, x, y, radius: size } = there.get(figure.id) ?? figure;
      return { id, x, y, size, hidden: !there.has(id) };
    });
    this.map.network.body.data.nodes.update(nodes);
  }

  // Another lens on the same day.
  lookThrough() {
    return this.goTo(this.day);
  }

  // Today, through the lens that was looked through.
  async today() {
    const { lenses, room } = this.map;
    const isAway = room.dataset.day || room.dataset.lens === "changes";
    this.leave();
    if (!isAway) return;
    await lenses.choose(this.lens);
    this.map.say(this.told);
  }

  // Everything as it is today, for whatever is looked at next.
  leave() {
    const { lenses, room } = this.map;
    if (!this.years || (!this.isEarlier && !this.isSince && !room.dataset.day)) return;
    this.story.stop();
    clearTimeout(this.waiting);
    this.pending?.abort();
    this.putNodes(lenses.pictures.get(lenses.name) ?? this.todays.picture);
    this.map.people = this.todays.people;
    delete room.dataset.day;
    room.dataset.lens = lenses.name;
    lenses.tell([lenses.name]);
    this.backToToday();
  }

  backToToday() {
    this.isSince = false;
    this.button("since")?.setAttribute("aria-pressed", "false");
    delete this.strip.dataset.since;
    this.slider.value = this.slider.max;
    this.tellDay(this.years.last);
  }

  lookSince() {
    if (this.isSince) return this.today();
    this.story.stop();
    this.isSince = true;
    this.strip.dataset.since = "yes";
    this.button("since").setAttribute("aria-pressed", "true");
    return this.goTo(this.years.since);
  }
}
