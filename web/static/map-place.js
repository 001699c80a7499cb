// Whose view: people in the rings where one voice put them, and, for whoever may, putting them there. Views are never
// merged: choosing one shows that one, and says whose it is.

import { Drag } from "./map-drag.js";
import { under } from "./map-lens.js";
import { Sending } from "./map-sending.js";

const SOME = "voices";
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

// A sentence with a name in it; a name that runs from right to left turns nothing around it.
const naming = (words, name) => words.replace("%(name)s", RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name);

class Placing {
  constructor(map, box) {
    Object.assign(this, { map, box, voices: new Map(), voice: null });
    this.part = (name) => box.querySelector(`[data-placing-${name}]`);
    this.view = this.part("view");
    this.how = this.part("how");
    this.told = map.room.querySelector("[data-placing-told]");
    this.isOwn = box.dataset.own === "yes";
    this.mayPlace = Boolean(box.dataset.place);
    this.sending = new Sending(box, box.dataset);
    map.placing = this;
    this.view.addEventListener("change", () => this.choose(this.view.value));
    map.lenses.chooser?.addEventListener("change", () => this.leave());
    map.room.addEventListener("map-renewed", () => this.fetch());
    for (const heard of ["input", "click"]) {
      map.room.querySelector("[data-map-time]")?.addEventListener(heard, () => this.voice && this.forget());
    }
    if (this.mayPlace) this.listen();
    this.fetch();
  }

  listen() {
    this.drag = new Drag(this.map, {
      isOn: () => Boolean(this.voice) && this.mayWrite() && this.map.making?.open !== "tie",
      draw: (context, from, at) => this.follow(context, from, at),
      onDrop: (from, _to, at) => (at ? this.put(from, this.ringAt(at)) : this.map.choose(from)),
    });
    this.map.room.addEventListener("map-chosen", ({ detail }) => this.offer(detail));
  }

  // A child’s own view is the child’s to place, and everybody else’s is a worker’s to write down.
  mayWrite() {
    return this.mayPlace && this.isOwn === (this.voice === this.map.child);
  }

  async fetch() {
    const found = this.map.views ?? (await this.fetched());
    if (!found) return;
    const { voices, rings, names } = found;
    this.names = names;
    this.rings = rings;
    this.voices = new Map(voices.map((voice) => [voice.id, voice]));
    this.fill();
    this.box.hidden = !this.voices.size && !this.mayPlace;
    if (this.voice) this.show({ isQuiet: true });
  }

  // A page that was given every view with its map asks for nothing.
  async fetched() {
    const answer = await fetch(`${this.box.dataset.views}?shape=${this.map.shape}`, { cache: "no-store" });
    return answer.ok ? answer.json() : null;
  }

  // Voices that have spoken come first; whoever may write one down can choose anybody.
  fill() {
    const { people, child } = this.map;
    const others = Object.keys(people).filter((id) => !this.voices.has(id) && this.couldSpeak(id, child));
    const ids = [...this.voices.keys(), ...(this.mayPlace ? others : [])];
    const record = this.view.options[0];
    this.view.replaceChildren(record, ...ids.map((id) => new Option(people[id]?.name ?? this.voices.get(id).name, id)));
    this.view.value = this.voice && ids.includes(this.voice) ? this.voice : "";
  }

  couldSpeak(id, child) {
    return this.isOwn ? id === child : id !== child;
  }

  choose(id) {
    this.voice = id || null;
    if (!id) return this.leave(true);
    this.show();
  }

  show({ isQuiet = false } = {}) {
    const { map } = this;
    map.time?.leave();
    const voice = this.voices.get(this.voice) ?? this.nobodyYet();
    const { lenses } = map;
    Object.assign(lenses, { name: SOME, asked: SOME, names: this.names ?? lenses.names });
    if (lenses.chooser) lenses.chooser.value = "circles";
    this.told.textContent = voice.told;
    lenses.draw(SOME, under(lenses.base, voice.layer), voice.layer);
    if (this.how) this.how.hidden = !this.mayWrite();
    map.stage.classList.toggle("is-placing", this.mayWrite());
    if (!isQuiet) map.say(naming(this.box.dataset.looking, voice.name));
  }

  // A voice that has put nobody anywhere: everyone stands where they stood, drawn quietly.
  nobodyYet() {
    const { map } = this;
    const { name } = map.people[this.voice];
    const { base } = map.lenses;
    const ties = base.ties.filter((tie) => !tie.always);
    const quiet = base.figures.map((figure) => figure.id).filter((id) => id !== map.child);
    const marks = Object.fromEntries(base.figures.map((figure) => [figure.id, figure.marks ?? []]));
    const told = naming(this.box.dataset.nothing, name);
    const layer = { ties: [], marks, quiet, ground: [], says: {}, questions: [], picture: { ...base, box: [...base.box], ties } };
    return { id: this.voice, name, told, layer, placed: {}, versions: {}, rings: this.rings };
  }

  // Back to the record’s circles, or on to another way to look.
  leave(isAsked = false) {
    const { lenses } = this.map;
    this.forget();
    if (!isAsked) return;
    Object.assign(lenses, { name: "circles", asked: "circles" });
    lenses.draw("circles", lenses.base);
    this.map.say(this.box.dataset.record);
  }

  forget() {
    this.voice = null;
    this.view.value = "";
    if (this.how) this.how.hidden = true;
    this.map.stage.classList.remove("is-placing");
  }

  ringAt({ x, y }) {
    const rings = (this.voices.get(this.voice) ?? { rings: this.rings }).rings;
    const found = rings.find(({ across, upwards }) => (x / across) ** 2 + (y / upwards) ** 2 <= 1);
    return !found || found.circle === "to_be_found" ? "out_there" : found.circle;
  }

  follow(context, from, at) {
    const colour = this.map.painter.colour("deep");
    const ring = this.ringAt(at);
    const { across, upwards } = (this.voices.get(this.voice) ?? { rings: this.rings }).rings.find((one) => one.circle === ring);
    context.beginPath();
    context.ellipse(0, 0, across, upwards, 0, 0, 2 * Math.PI);
    context.lineWidth = 6;
    context.strokeStyle = colour;
    context.stroke();
    context.beginPath();
    context.arc(at.x, at.y, this.map.figure(from).radius, 0, 2 * Math.PI);
    context.fillStyle = this.map.painter.colour("light");
    context.fill();
    context.stroke();
  }

  async put(person, circle) {
    if (person === this.map.child || (person === this.voice && !this.isOwn)) return;
    const voice = this.voices.get(this.voice);
    const fields = { person, circle, version: String(voice?.versions[person] ?? 0), ...this.fields(person) };
    const found = await this.sending.send(this.box.dataset.place, fields, () => this.put(person, circle));
    if (!found?.saved) return;
    if (found.change && this.map.making) this.map.making.remember(found.change);
    await this.fetch();
    const said = this.voices.get(this.voice)?.layer.says[person];
    if (said) this.map.say(said);
  }

  fields(person) {
    if (this.isOwn) return { name: this.map.people[person].name, shown_to: this.part("to").value };
    return { voice: this.voice, words: this.part("words").value, said_on: this.part("on").value, visibility: this.part("level").value };
  }

  // The way beside dragging: the rings as buttons, with whoever was tapped.
  offer(id) {
    if (!this.voice || !this.mayWrite() || id === this.map.child || (id === this.voice && !this.isOwn)) return;
    const row = document.createElement("p");
    row.className = "told-doors";
    const words = document.createElement("strong");
    words.textContent = naming(this.box.dataset.put, this.map.people[id].name);
    row.append(words, this.part("circles").content.cloneNode(true));
    const placed = this.voices.get(this.voice)?.placed[id];
    for (const button of row.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === placed));
      button.addEventListener("click", () => this.put(id, button.value));
    }
    if (placed) {
      const out = document.createElement("button");
      Object.assign(out, { type: "button", className: "map-button", textContent: this.box.dataset.out });
      out.addEventListener("click", () => this.put(id, ""));
      row.append(out);
    }
    const { panel } = this.map;
    (panel.querySelector(".told-seen") ?? panel.querySelector(".told-head")).after(row);
  }
}

for (const box of document.querySelectorAll("[data-placing]")) {
  const room = box.closest("[data-map]");
  const begin = () => new Placing(room.childMap, box);
  if (room.dataset.ready === "yes") begin();
  else room.addEventListener("map-ready", begin, { once: true });
}
