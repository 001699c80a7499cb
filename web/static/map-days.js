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

async function fetched(address, signal) {
  const answer = await fetch(address, { cache: "no-store", signal });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
