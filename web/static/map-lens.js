// Lenses: other lines, marks and emphasis on the same picture; one fetch holds every lens. Nobody moves but between
// circles and the family tree.

import { glide } from "./map-glide.js";

const THIN = 1.4;
const PALE = 0.5;

export class Lenses {
  constructor(map) {
    this.map = map;
    this.base = map.picture;
    this.name = "circles";
    this.pictures = new Map([["circles", this.base]]);
    this.chooser = map.room.querySelector("[data-map-lens]");
    this.told = [...map.room.querySelectorAll("[data-map-lens-told]")];
    this.words = map.room.querySelector("[data-map-words]");
    this.said = map.room.querySelector("[data-map-said]");
    this.words?.addEventListener("toggle", () => this.tellInWords());
    this.chooser?.addEventListener("change", () => this.choose(this.chooser.value));
  }

  // All layers, fetched once; a page that was given them asks for nothing.
  async fetchAll() {
    if (this.map.given) return this.map.given;
    const shape = this.map.shape;
    this.fetched ??= fetch(`${this.map.room.dataset.mapLenses}?shape=${shape}`, { cache: "no-store" }).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    this.fetched.catch(() => (this.fetched = undefined));
    return this.fetched;
  }

  // Fetch ahead, once the map is drawn and still.
  prepare() {
    if (!this.chooser) return;
    if (this.chooser.value !== this.name) this.choose(this.chooser.value);
    else this.fetchAll().catch(() => {});
  }

  next() {
    if (!this.chooser) return;
    this.chooser.selectedIndex = (this.chooser.selectedIndex + 1) % this.chooser.options.length;
    this.chooser.dispatchEvent(new Event("change"));
  }

  // On an earlier day the same day is looked at anew.
  async choose(name) {
    if (this.map.time?.isEarlier) return this.map.time.lookThrough();
    this.map.time?.leave();
    this.asked = name;
    if (name === "circles") return this.show(name);
    try {
      const { names, layers } = await this.map.awaited(this.fetchAll());
      this.names = names;
      if (this.asked === name) this.show(name, layers[name]);
    } catch {
      this.chooser.value = this.name;
      this.map.say(this.map.words.failed);
    }
    return undefined;
  }

  show(name, layer) {
    this.name = name;
    this.draw(name, this.pictureOf(name, layer), layer);
    if (this.chooser) this.map.say(this.map.words.looking.replace("%(lens)s", this.chooser.selectedOptions[0].textContent));
  }

  // Today through a lens, made once.
  pictureOf(name, layer) {
    if (!this.pictures.has(name)) this.pictures.set(name, under(this.base, layer));
    return this.pictures.get(name);
  }

  async ofToday(name) {
    if (name === "circles") return this.base;
    const { layers } = await this.fetchAll();
    return this.pictureOf(name, layers[name]);
  }

  // Any picture of this map, with what is told of it.
  draw(name, picture, layer, told = [name]) {
    this.layer = layer;
    const before = this.map.picture;
    this.map.picture = picture;
    this.map.room.dataset.lens = name;
    if (before.box === this.map.picture.box) this.map.painter.show(this.map.picture);
    else glide(this.map, before, this.map.picture);
    this.tell(told);
    if (this.map.look.chosen) this.map.choose(this.map.look.chosen, { speak: false });
    this.map.network.redraw();
  }

  panelOf(name) {
    return this.told.find((told) => told.dataset.mapLensTold === name);
  }

  // The legend of this lens, and everything it says in words.
  tell(names) {
    for (const told of this.told) told.hidden = !names.includes(told.dataset.mapLensTold);
    this.words.hidden = !this.layer?.questions;
    this.tellInWords();
  }

  // Written only while it is open: of a large family it is a long list.
  tellInWords() {
    this.said.replaceChildren(...(this.words.open ? this.lines() : []));
  }

  lines() {
    if (!this.layer?.questions) return [];
    const asked = this.layer.questions.map((question, nth) => [term(String(nth + 1)), said(question)]);
    const told = Object.entries(this.layer.says).map(([id, words]) => [term(this.names[id]), said(words)]);
    return [...asked, ...told].flat();
  }

  // What this lens says of one person; nothing where circles are shown.
  saysOf(id) {
    return this.layer?.says[id] ?? "";
  }
}

// A picture through a lens, as web.maps.lenses.layer has it.
export function under(picture, layer) {
  const base = layer.picture ?? picture;
  const quiet = new Set(layer.quiet);
  return {
    ...base,
    ground: [...base.ground, ...layer.ground],
    ties: [...layer.ties, ...base.ties.filter((tie) => !tie.always)],
    figures: base.figures.map((figure) => seen(figure, layer, quiet.has(figure.id))),
  };
}

function seen(figure, layer, isQuiet) {
  const found = { ...figure, marks: layer.marks[figure.id] ?? [] };
  if (!isQuiet) return found;
  return { ...found, drawn: figure.drawn.map(steppedBack), name: figure.name && steppedBack(figure.name) };
}

function steppedBack(thing) {
  if (thing.lines) return { ...thing, colour: "quiet", weight: 400 };
  if (thing.href) return { ...thing, alpha: PALE };
  const found = { ...thing, width: Math.min(thing.width ?? 0, THIN) };
  if (thing.fill) found.fill = "paper";
  if (thing.line) found.line = "faint";
  return found;
}

function term(words) {
  const found = document.createElement("dt");
  found.textContent = words;
  return found;
}

function said(words) {
  const found = document.createElement("dd");
  found.textContent = words;
  return found;
}
