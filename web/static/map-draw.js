// Draws the display list that the server made: the same marks as the SVG and the print, one for one.

import { overlap, Taken } from "./map-room.js";

const NAME_AT_LEAST = 12;
// How often words of the ground step aside for each other before the later ones wait until one comes nearer.
const MOST_TRIES = 12;
const LETTERS_AT_LEAST = 6;
const WORDS_AT_LEAST = 8.5;
const SMALLER = 0.75;
// How far beyond its box a picture can be seen, in pixels.
const BEYOND = 10;
const LINE_HEIGHT = 1.16;
// The size at which words are measured, once: how wide they are at any other is in proportion.
const MEASURED_AT = 100;
const PRIORITY = ["child", "heart", "close", "in_touch", "to_be_found", "out_there", "professionals"];

// The colours of the theme, by the names that the display list uses.
export function coloursOf(element) {
  const style = getComputedStyle(element);
  const found = new Map();
  return (name) => {
    if (!found.has(name)) found.set(name, style.getPropertyValue(`--map-${name}`).trim());
    return found.get(name);
  };
}

export class Painter {
  constructor(picture, colour, face, least = NAME_AT_LEAST) {
    this.least = least;
    this.picture = picture;
    this.colour = colour;
    this.face = face;
    this.paths = new Map();
    this.faces = new Map();
    this.widths = new Map();
    this.shownNames = { scale: 0, names: null };
    this.heldNames = null;
  }

  // Another picture of the same people in the same places; what was worked out for shapes is kept.
  show(picture) {
    this.picture = picture;
    this.shownNames = { scale: 0, names: null };
  }

  // One frame. `look` says who is chosen, who is in focus, and whether workers are hidden.
  paint(context, scale, look) {
    context.lineCap = context.lineJoin = "round";
    const isWords = (thing) => Boolean(thing.lines);
    for (const mark of this.picture.ground) if (!isWords(mark)) this.mark(context, mark);
    if (!look.hideWorkers) for (const mark of this.picture.band) if (!isWords(mark)) this.mark(context, mark);
    for (const words of this.groundWords(context, scale, look)) this.write(context, words);
    this.paintTies(context, look);
    const names = this.namesAt(context, scale, look);
    for (const figure of this.figures(look)) this.paintFigure(context, figure, scale, look);
    for (const figure of this.figures(look)) this.paintName(context, figure, names, look);
    if (look.chosen) this.paintSayings(context, scale, names, look);
  }

  // The words of the ground. Names of sides stay readable from afar and make room for each other; smaller words
  // wait until one comes nearer.
  groundWords(context, scale, look) {
    const things = look.hideWorkers ? this.picture.ground : [...this.picture.ground, ...this.picture.band];
    const taken = [];
    const found = [];
    for (const words of things.filter((thing) => thing.lines)) {
      if (!words.weight && words.size * scale < WORDS_AT_LEAST) continue;
      const placed = { ...words, size: Math.max(words.size, NAME_AT_LEAST / scale) };
      const isHidden = (box) => placed.size > words.size && taken.some((other) => overlap(box, other));
      const inwards = placed.size * (placed.y > 0 ? -0.6 : 0.6);
      for (let tries = 0; tries < MOST_TRIES && isHidden(this.wordsBox(context, placed)); tries += 1) placed.y += inwards;
      if (isHidden(this.wordsBox(context, placed))) continue;
      taken.push(this.wordsBox(context, placed));
      found.push(placed);
    }
    return found;
  }

  figures(look) {
    return this.picture.figures.filter((f) => !(look.hideWorkers && f.circle === "professionals"));
  }

  paintTies(context, look) {
    const drawn = this.picture.ties.filter((tie) => tie.always || this.isTapped(tie, look));
    for (const tie of drawn) {
      context.globalAlpha = this.strength(tie.ends, look);
      for (const thing of tie.drawn) this.draw(context, thing);
    }
    for (const tie of drawn) {
      context.globalAlpha = this.strength(tie.ends, look);
      for (const thing of tie.over) this.draw(context, thing);
    }
    context.globalAlpha = 1;
  }

  isTapped(tie, look) {
    return Boolean(look.chosen) && tie.ends.includes(look.chosen) && look.chosen !== look.child;
  }

  // How strongly something of these people is drawn: faint when it is not what one looks at.
  strength(people, look) {
    if (look.focus) return people.every((person) => look.focus.has(person)) ? 1 : 0.12;
    if (look.chosen && look.chosen !== look.child && people.length > 1) {
      return people.includes(look.chosen) ? 1 : 0.3;
    }
    return 1;
  }

  paintFigure(context, figure, scale, look) {
    context.save();
    context.translate(figure.x, figure.y);
    context.globalAlpha = this.strength([figure.id], look);
    if (figure.id === look.chosen || (figure.id === look.cursor && look.showsCursor)) {
      this.paintRing(context, figure, look);
    }
    for (const thing of [...figure.drawn, ...figure.marks]) {
      if (thing.lines && thing.size * scale < LETTERS_AT_LEAST) continue;
      this.draw(context, thing);
    }
    context.restore();
  }

  paintRing(context, figure, look) {
    const isCursor = figure.id === look.cursor && look.showsCursor;
    context.beginPath();
    context.arc(0, 0, figure.radius + 8, 0, 2 * Math.PI);
    context.lineWidth = 5;
    context.strokeStyle = this.colour(isCursor ? "focus" : "deep");
    context.stroke();
  }

  paintName(context, figure, names, look) {
    if (!names.has(figure.id)) return;
    context.save();
    context.translate(figure.x, figure.y);
    context.globalAlpha = this.strength([figure.id], look);
    this.write(context, names.get(figure.id));
    context.restore();
  }

  // What a tapped person's ties are, written on each where there is room.
  paintSayings(context, scale, names, look) {
    const taken = this.figures(look).flatMap((figure) => this.boxesOf(context, figure, names));
    for (const tie of this.picture.ties) {
      const says = this.isTapped(tie, look) && tie.says[look.chosen];
      if (!says) continue;
      const words = { ...says, size: Math.max(says.size, (this.least * 0.9) / scale) };
      for (const along of [0.5, 0.42, 0.58, 0.34, 0.66, 0.74]) {
        const placed = { ...words, ...this.pointOn(tie, look.chosen, words, along) };
        const box = this.wordsBox(context, placed);
        if (taken.some((other) => overlap(box, other))) continue;
        taken.push(box);
        this.write(context, placed);
        break;
      }
    }
  }

  pointOn(tie, from, words, along) {
    const [here, there] = [from, tie.ends.find((end) => end !== from)].map((id) =>
      this.picture.figures.find((figure) => figure.id === id),
    );
    const bend = 4 * along * (1 - along);
    const x = here.x + (there.x - here.x) * along;
    const y = here.y + (there.y - here.y) * along;
    const middle = { x: (here.x + there.x) / 2, y: (here.y + there.y) / 2 };
    return { x: x + (words.x - middle.x) * bend, y: y + (words.y - middle.y) * bend + words.size * 0.35 };
  }

  boxesOf(context, figure, names) {
    const circle = within(figure, 1);
    return names.has(figure.id) ? [circle, this.nameBox(context, figure, names.get(figure.id))] : [circle];
  }

  wordsBox(context, words) {
    const wide = Math.max(...words.lines.map((line) => this.width(context, line, words)));
    const left = words.x - { start: 0, middle: wide / 2, end: wide }[words.anchor ?? "middle"];
    const foot = words.y + words.size * (0.25 + (words.lines.length - 1) * LINE_HEIGHT);
    return [left, words.y - words.size * 0.8, left + wide, foot];
  }

  width(context, line, { weight, slant, size }) {
    const key = `${weight ?? 400} ${slant ? "slant" : ""} ${line}`;
    if (!this.widths.has(key)) {
      context.font = this.font({ weight, slant, size: MEASURED_AT });
      this.widths.set(key, context.measureText(line).width / MEASURED_AT);
    }
    return this.widths.get(key) * size;
  }

  // Whose names fit at this scale: all of them at their own size, else the closest people first.
  namesAt(context, scale, look) {
    if (this.heldNames) return this.heldNames;
    const key = `${scale.toFixed(4)} ${look.hideWorkers} ${look.chosen}`;
    if (this.shownNames.key !== key) {
      this.shownNames = { key, names: this.fittingNames(context, scale, look) };
    }
    return this.shownNames.names;
  }

  fittingNames(context, scale, look) {
    const figures = this.figures(look).filter((figure) => figure.name);
    const fits = (figure) => figure.name.size * scale >= this.least;
    const names = new Map(figures.filter(fits).map((figure) => [figure.id, figure.name]));
    const first = (figure) => (figure.id === look.chosen ? -1 : PRIORITY.indexOf(figure.circle));
    const inOrder = figures.filter((figure) => !fits(figure)).sort((one, other) => first(one) - first(other));
    const [taken, people] = [new Taken(), new Taken()];
    for (const words of this.groundWords(context, scale, look)) taken.add(this.wordsBox(context, words));
    for (const figure of figures) {
      taken.add(within(figure, 0.8));
      people.add(within(figure, 1), figure.id);
    }
    for (const figure of inOrder) {
      for (const words of placesFor(figure, scale, this.least)) {
        const box = this.nameBox(context, figure, words);
        if (!taken.isFree(box) || this.isCutOff(box, scale)) continue;
        // A name that is not below its own person must not stand at anybody else, or it would be read as theirs.
        if (!words.isBelow && !people.isFree(wider(box, words.size * 0.6), figure.id)) continue;
        taken.add(box);
        names.set(figure.id, words);
        break;
      }
    }
    return names;
  }

  // Half a name at the edge of the whole picture is somebody else's name.
  isCutOff([left, , right], scale) {
    const [first, , last] = this.picture.box;
    return left < first - BEYOND / scale || right > last + BEYOND / scale;
  }

  nameBox(context, figure, words) {
    return this.wordsBox(context, { ...words, x: figure.x + words.x, y: figure.y + words.y });
  }

  draw(context, thing) {
    if (thing.lines) this.write(context, thing);
    else if (thing.href) this.photograph(context, thing);
    else this.mark(context, thing);
  }

  mark(context, mark) {
    const before = context.globalAlpha;
    context.globalAlpha = before * (mark.alpha ?? 1);
    const path = this.path(mark.d);
    if (mark.fill) {
      context.fillStyle = this.colour(mark.fill);
      context.fill(path);
    }
    if (mark.line) {
      context.strokeStyle = this.colour(mark.line);
      context.lineWidth = mark.width;
      context.setLineDash(mark.dash ?? []);
      context.stroke(path);
      context.setLineDash([]);
    }
    context.globalAlpha = before;
  }

  // A photograph, cut to a circle or to a square with corners as round as it says; until it is read there is the outline, and nothing moves when it comes.
  photograph(context, { href, radius, x = 0, y = 0, alpha = 1, corner = 1 }) {
    const image = this.faces.get(href);
    if (!image?.complete) return;
    context.save();
    context.globalAlpha *= alpha;
    context.beginPath();
    context.roundRect(x - radius, y - radius, 2 * radius, 2 * radius, radius * corner);
    context.clip();
    context.drawImage(image, x - radius, y - radius, 2 * radius, 2 * radius);
    context.restore();
  }

  // Every photograph of the picture, read before the first frame.
  async readFaces() {
    const things = this.picture.figures.flatMap((figure) => figure.drawn).filter((thing) => thing.href);
    const images = things.map(({ href, name }) => {
      const image = Object.assign(new Image(), { src: href });
      this.faces.set(href, image).set(`#${name}`, image);
      return image.decode();
    });
    await Promise.allSettled(images);
  }

  path(d) {
    if (!this.paths.has(d)) this.paths.set(d, new Path2D(d));
    return this.paths.get(d);
  }

  write(context, words) {
    context.font = this.font(words);
    context.textAlign = { start: "left", end: "right" }[words.anchor] ?? "center";
    context.textBaseline = "alphabetic";
    context.direction = "ltr";
    words.lines.forEach((line, nth) => {
      const y = words.y + nth * words.size * LINE_HEIGHT;
      if (words.halo ?? true) {
        context.lineWidth = words.size * 0.22;
        context.strokeStyle = this.colour("paper");
        context.strokeText(line, words.x, y);
      }
      context.fillStyle = this.colour(words.colour ?? "ink");
      context.fillText(line, words.x, y);
    });
  }

  font(words) {
    return `${words.slant ? "italic " : ""}${words.weight ?? 400} ${words.size}px ${this.face}`;
  }
}

// Where a name could stand that is no smaller on the screen than can be read: below, above, or at either side; where it
// fits nowhere, somewhat smaller below is better than nobody knowing who it is.
function placesFor({ name, radius, circle }, scale, least) {
  const size = least / scale;
  const gap = radius + 4 / scale;
  const more = (name.lines.length - 1) * size * LINE_HEIGHT;
  const middle = size * 0.35 - more / 2;
  const below = (share) => ({ ...name, size: size * share, y: gap + size * share * 0.8, isBelow: true });
  if (circle === "professionals") return [below(1)];
  return [
    below(1),
    { ...name, size, y: -gap - more },
    { ...name, size, x: gap, y: middle, anchor: "start" },
    { ...name, size, x: -gap, y: middle, anchor: "end" },
    ...(least > NAME_AT_LEAST ? [below(SMALLER)] : []),
  ];
}

function wider([left, top, right, bottom], by) {
  return [left - by, top - by, right + by, bottom + by];
}

// The square that a figure's circle fills, or somewhat less of it.
function within({ x, y, radius }, share) {
  const reach = radius * share;
  return [x - reach, y - reach, x + reach, y + reach];
}
