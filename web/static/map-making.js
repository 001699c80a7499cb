// Making the map on its own page: somebody added by a line or by choosing, a tie drawn, and steps taken back.

import { isTyping } from "./keys.js";
import { Drag } from "./map-drag.js";
import { renew } from "./map-renew.js";
import { Sending } from "./map-sending.js";

class Making {
  constructor(map, box) {
    this.map = map;
    this.box = box;
    this.done = [];
    this.undone = [];
    this.sending = new Sending(box, box.dataset);
    map.making = this;
    this.part = (name) => box.querySelector(`[data-making-${name}]`);
    this.listen();
    this.fillNames();
    box.hidden = false;
  }

  listen() {
    for (const button of this.box.querySelectorAll("[data-making-open]")) {
      button.addEventListener("click", () => this.toggle(button.dataset.makingOpen));
    }
    this.part("undo").addEventListener("click", () => this.back());
    this.part("redo").addEventListener("click", () => this.forth());
    document.addEventListener("keydown", (event) => this.pressed(event));
    const line = this.part("line");
    line.addEventListener("submit", (event) => this.look(event, { line: line.line.value, of: this.whose ?? "" }));
    const taps = this.part("taps");
    taps.addEventListener("submit", (event) => this.look(event, fieldsOf(taps)));
    const tie = this.part("tie");
    tie.addEventListener("submit", (event) => this.draw(event, fieldsOf(tie)));
    this.drag = new Drag(this.map, {
      isOn: () => this.open === "tie",
      draw: (context, from, at) => this.stroke(context, from, at),
      onDrop: (from, to) => this.dropped(from, to),
    });
    this.map.room.addEventListener("map-chosen", ({ detail }) => this.offer(detail));
    this.map.room.addEventListener("keydown", (event) => event.key === "Escape" && this.open && this.toggle(null));
  }

  // One part open at a time; the map stays where it is beneath it.
  toggle(name) {
    this.open = this.open === name ? null : name;
    for (const button of this.box.querySelectorAll("[data-making-open]")) {
      button.setAttribute("aria-expanded", String(button.dataset.makingOpen === this.open));
    }
    for (const part of this.box.querySelectorAll("[data-making-part]")) part.hidden = part.dataset.makingPart !== this.open;
    this.map.stage.classList.toggle("is-drawing", this.open === "tie");
    if (!this.open) this.whose = null;
    this.answer();
    this.box.querySelector(`[data-making-part="${this.open}"] input:not([type=hidden]), [data-making-part="${this.open}"] select`)?.focus();
  }

  fillNames() {
    const { people, child } = this.map;
    const names = Object.entries(people).sort(([one], [other]) => (other === child) - (one === child));
    for (const list of this.box.querySelectorAll("[data-making-people]")) {
      const chosen = list.value;
      list.replaceChildren(...names.map(([id, { name }]) => new Option(name, id)));
      if (people[chosen]) list.value = chosen;
    }
  }

  async look(event, fields) {
    event?.preventDefault();
    const found = await this.sending.send(this.box.dataset.line, fields, () => this.look(null, fields));
    if (found) this.answer(found, fields);
  }

  // What was understood, to be put down or not; or the question, with its ways to answer.
  answer(found, fields = {}) {
    const place = this.part("answer");
    place.replaceChildren();
    if (!found) return;
    if (found.asked) place.append(element("p", found.asked), ...this.choices(found.choices ?? []));
    else if (found.told) place.append(...this.heard(found, fields));
  }

  choices(choices) {
    return choices.map(({ label, line, answers }) =>
      pressable(label, () => this.look(null, { line, ...answers })),
    );
  }

  heard(found, fields) {
    const told = element("p", `${found.told}. ${this.box.dataset.add}?`, "making-told");
    const kin = found.kin ? [element("p", found.kin)] : [];
    const more = this.part("more").content.cloneNode(true);
    more.querySelector("[name=visibility]").value = found.visibility;
    const rung = more.querySelector("[name=rung]");
    if (found.rung) rung.value = found.rung;
    else rung.closest("div").remove();
    const chosen = element("div", "", "making-more");
    chosen.append(more);
    const add = pressable(this.box.dataset.add, () => this.add({ ...fields, ...fieldsOf(chosen), do: "add" }), "making-add");
    queueMicrotask(() => {
      add.focus({ preventScroll: true });
      const part = told.closest("[data-making-part]");
      if (part) part.scrollTop = told.offsetTop - 8;
    });
    return [told, ...kin, chosen, add, pressable(this.box.dataset.not, () => this.answer())];
  }

  async add(fields) {
    const forms = [this.part("line"), this.part("taps")];
    const sent = forms.map((form) => JSON.stringify(fieldsOf(form)));
    const found = await this.sending.send(this.box.dataset.line, fields, () => this.add(fields));
    if (!found?.saved) return this.answer(found ?? undefined, fields);
    // Whatever was typed while this was on its way is the next line, and stays.
    for (const [nth, form] of forms.entries()) if (JSON.stringify(fieldsOf(form)) === sent[nth]) form.reset();
    this.answer();
    await this.kept(found);
    this.box.querySelector(`[data-making-part="${this.open}"] input:not([type=hidden])`)?.focus();
  }

  async draw(event, fields) {
    event?.preventDefault();
    const found = await this.sending.send(this.box.dataset.tie, fields, () => this.draw(null, fields));
    if (found?.saved) await this.kept(found);
  }

  // A step that was kept: it can be taken back, and the map shows it.
  async kept({ change, person }) {
    if (change) this.done.push(change);
    this.undone = [];
    await this.renewed(person);
  }

  // A step that the map shows already.
  remember(change) {
    this.done.push(change);
    this.undone = [];
    this.tellSteps();
  }

  tellSteps() {
    this.part("undo").disabled = !this.done.length;
    this.part("redo").disabled = !this.undone.length;
  }

  async renewed(person) {
    this.tellSteps();
    await renew(this.map).catch(() => this.map.say(this.map.words.failed));
    this.fillNames();
    this.map.room.dispatchEvent(new Event("map-renewed"));
    if (person && this.map.people[person]) {
      this.map.look.cursor = person;
      this.map.bringIntoSight(person);
      this.map.say(this.map.people[person].announced);
    }
  }

  back() {
    return this.step(this.done, this.undone);
  }

  forth() {
    return this.step(this.undone, this.done);
  }

  async step(from, to) {
    const change = from.at(-1);
    if (!change) return;
    const found = await this.sending.send(this.box.dataset.back, { change }, () => this.step(from, to));
    if (!found) return;
    from.pop();
    if (found.saved) to.push(found.change);
    await this.renewed();
  }

  pressed(event) {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
    if (!isUndo || isTyping(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) this.forth();
    else this.back();
  }

  dropped(from, to) {
    const form = this.part("tie");
    if (!to || to === from) {
      this.map.choose(from);
      return;
    }
    form.one.value = from;
    form.other.value = to;
    this.map.say(`${this.map.people[from].name} … ${this.map.people[to].name}`);
    form.link.focus();
  }

  stroke(context, from, at) {
    const { x, y } = this.map.figure(from);
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(at.x, at.y);
    context.lineWidth = 5;
    context.strokeStyle = this.map.painter.colour("deep");
    context.setLineDash([14, 9]);
    context.stroke();
    context.setLineDash([]);
  }

  // What can be done with whoever was tapped, beside what is told of them.
  offer(id) {
    const row = element("p", "", "told-doors");
    row.append(
      pressable(this.box.dataset.theirs, () => this.addOf(id)),
      pressable(this.box.dataset.from, () => this.drawFrom(id)),
    );
    this.map.panel.append(row);
  }

  addOf(id) {
    if (this.open !== "add") this.toggle("add");
    this.whose = id;
    const taps = this.part("taps");
    taps.of.value = id;
    taps.closest("details").open = true;
    taps.tie.focus();
  }

  drawFrom(id) {
    if (this.open !== "tie") this.toggle("tie");
    this.part("tie").one.value = id;
    this.part("tie").link.focus();
  }
}

function fieldsOf(place) {
  const boxes = [...place.querySelectorAll("input[name], select[name]")];
  return Object.fromEntries(boxes.map((box) => [box.name, box.value]));
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function pressable(words, act, className = "") {
  const button = element("button", words, `map-button ${className}`.trim());
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

for (const box of document.querySelectorAll("[data-making]")) {
  const room = box.closest("[data-map]");
  const begin = () => new Making(room.childMap, box);
  if (room.dataset.ready === "yes") begin();
  else room.addEventListener("map-ready", begin, { once: true });
}
