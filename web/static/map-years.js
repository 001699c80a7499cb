// The years below the map: which day is where, the child's homes as bands, and the days on which something changed.

const A_DAY = 86_400_000;
const TICK_ROOM = 46;
const BAND_ROOM = 64;

export class Years {
  constructor(strip, { first, last, since, bands, stops, words }) {
    Object.assign(this, { strip, first, last, since, bands, stops, words });
    this.whole = Math.max(this.dayNumber(last), 1);
  }

  dayNumber(iso) {
    return Math.round((Date.parse(iso) - Date.parse(this.first)) / A_DAY);
  }

  dayAt(number) {
    return new Date(Date.parse(this.first) + number * A_DAY).toISOString().slice(0, 10);
  }

  later(iso, days) {
    return this.dayAt(this.dayNumber(iso) + days);
  }

  within(iso) {
    return iso < this.first ? this.first : iso > this.last ? this.last : iso;
  }

  inWords(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    const parts = { day, month: this.words.months[month - 1], year };
    return this.words.date.replace(/%\((\w+)\)s/g, (_, name) => parts[name]);
  }

  stopOn(iso) {
    return this.stops.find((stop) => stop.on === iso);
  }

  // The next day on which something changed, or the one before.
  neighbour(iso, way) {
    const days = [this.first, ...this.stops.map((stop) => stop.on), this.last];
    const beyond = days.filter((day) => (way > 0 ? day > iso : day < iso));
    return (way > 0 ? beyond[0] : beyond.at(-1)) ?? iso;
  }

  share(iso) {
    return (100 * Math.max(this.dayNumber(iso), 0)) / this.whole;
  }

  // The home of a day, and how far it is from there until today.
  mark(day) {
    for (const band of this.strip.querySelectorAll("[data-first]")) {
      band.classList.toggle("is-now", band.dataset.first <= day && day <= band.dataset.last);
    }
    this.strip.querySelector("[data-time-span]").style.insetInlineStart = `${this.share(day)}%`;
  }

  drawBands() {
    this.strip.querySelector("[data-time-bands]").replaceChildren(...this.bands.map((band) => this.band(band)));
  }

  band({ first, last, label, told, is_home: isHome }) {
    const band = made("li");
    const seen = made("span", label);
    seen.setAttribute("aria-hidden", "true");
    band.append(seen, made("span", told, "visually-hidden"));
    band.classList.toggle("is-care", !isHome);
    Object.assign(band.dataset, { first, last });
    band.style.insetInlineStart = `${this.share(first)}%`;
    band.style.insetInlineEnd = `${100 - this.share(last)}%`;
    return band;
  }

  // A mark for each day on which something changed, and as many years as there is room for.
  drawTicks() {
    const ticks = this.strip.querySelector("[data-time-ticks]");
    const at = (element, day) => {
      element.style.insetInlineStart = `${this.share(day)}%`;
      return element;
    };
    const years = this.yearsShown(ticks.clientWidth).map((year) => at(made("span", year, "time-year"), `${year}-01-01`));
    ticks.replaceChildren(...this.stops.map((stop) => at(made("i"), stop.on)), ...years);
    for (const band of this.strip.querySelectorAll("[data-first]")) {
      const { scrollWidth, clientWidth } = band.firstChild;
      band.classList.toggle("is-narrow", scrollWidth > clientWidth && clientWidth < BAND_ROOM);
    }
  }

  yearsShown(wide) {
    const [from, until] = [Number(this.first.slice(0, 4)) + 1, Number(this.last.slice(0, 4))];
    const room = Math.max(1, Math.floor(wide / TICK_ROOM));
    const every = [1, 2, 5, 10, 20].find((step) => (until - from + 1) / step <= room) ?? 50;
    const found = [];
    for (let year = Math.ceil(from / every) * every; year <= until; year += every) found.push(String(year));
    return found;
  }
}

export function made(name, text = "", className = "") {
  const found = document.createElement(name);
  if (text) found.textContent = text;
  if (className) found.className = className;
  return found;
}
