// Where days come from: a page fetches each as it is asked for, and a file of its own carries those it has.

const KEPT_DAYS = 40;

export class Days {
  constructor(map, strip) {
    Object.assign(this, { map, strip, kept: new Map() });
  }

  // The strip itself: the homes, and the days on which something changed.
  years() {
    return fetched(this.strip.dataset.timeYears);
  }

  // A page has every day.
  nearest(day) {
    return day;
  }

  on(day, lens, signal) {
    return this.keep(`${this.strip.dataset.timeDay}?on=${day}&lens=${lens}&shape=${this.map.shape}`, signal);
  }

  since(day, signal) {
    return this.keep(`${this.strip.dataset.timeChanges}?since=${day}&shape=${this.map.shape}`, signal);
  }

  async keep(asked, signal) {
    const found = this.kept.get(asked) ?? (await fetched(asked, signal));
    this.kept.set(asked, found);
    if (this.kept.size > KEPT_DAYS) this.kept.delete(this.kept.keys().next().value);
    return found;
  }

  forget() {
    this.kept.clear();
  }
}

export class KeptDays {
  constructor(box, { years, days, things }) {
    Object.assign(this, { box, told: years, days, things, kept: Object.keys(days).sort() });
  }

  async years() {
    return this.told;
  }

  // The next day that the file has, in the direction that was gone; today is always there.
  nearest(day, from) {
    const all = [...this.kept, this.told.last];
    const onwards = day > from ? all.find((one) => one >= day) : all.findLast((one) => one <= day);
    return onwards ?? all[0];
  }

  async on(day, lens) {
    const { people, told, lenses } = this.days[day];
    const { says, questions, ...parts } = lenses[lens];
    const drawn = Object.entries(parts).map(([part, numbers]) => [part, numbers.map((number) => this.things[number])]);
    return {
      on: day,
      lens,
      picture: { box: this.box, ...Object.fromEntries(drawn) },
      people: this.named(people),
      says: this.named(says),
      questions: this.things[questions],
      told: this.things[told],
    };
  }

  named(numbers) {
    return Object.fromEntries(Object.entries(numbers).map(([id, number]) => [id, this.things[number]]));
  }
}

async function fetched(address, signal) {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
