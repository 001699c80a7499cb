// The story: from each day on which something changed to the next, slowly enough to read; step by step where motion is
// to be reduced.

const READING = 2600;

export class Story {
  constructor(time, button) {
    Object.assign(this, { time, button, isPlaying: false });
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.still.addEventListener("change", () => this.name());
    button.addEventListener("click", () => this.play());
    this.name();
  }

  name() {
    const { words } = this.time;
    this.button.textContent = this.isPlaying ? words.stop : this.still.matches ? words.next : words.play;
  }

  play() {
    const { time } = this;
    if (this.isPlaying) return this.stop();
    if (time.isSince) time.today();
    const begins = time.isEarlier ? time.years.neighbour(time.day, 1) : time.years.first;
    if (this.still.matches) return time.goTo(begins);
    this.isPlaying = true;
    time.strip.dataset.playing = "yes";
    this.name();
    return this.playOn(begins);
  }

  async playOn(day) {
    const { time } = this;
    const turn = (this.turn = Symbol("turn"));
    if (day === time.years.last) {
      await time.today();
      time.map.say(time.words.over);
      return;
    }
    await time.goTo(day);
    if (!this.isPlaying || this.turn !== turn) return;
    this.next = setTimeout(() => this.playOn(time.years.neighbour(time.day, 1)), READING);
  }

  stop() {
    clearTimeout(this.next);
    if (!this.isPlaying) return;
    this.isPlaying = false;
    delete this.time.strip.dataset.playing;
    this.name();
  }
}
