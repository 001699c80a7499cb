// What is sent from the page of a map: it is kept at once, and the page says so; where it was not, nothing is lost.

export class Sending {
  constructor(box, words) {
    this.token = box.querySelector("[name=csrf_token]").value;
    this.saved = box.querySelector("[data-making-saved]");
    this.again = box.querySelector("[data-making-again]");
    this.words = words;
    this.again.addEventListener("click", () => this.retry?.());
  }

  // The answer as it came, with `ok`; null where there was none. `retry` is what “try again” does.
  async send(address, fields, retry) {
    this.retry = retry;
    const body = new URLSearchParams({ ...fields, csrf_token: this.token });
    try {
      const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, cache: "no-store" });
      if (!(answer.headers.get("Content-Type") ?? "").includes("json")) throw new Error(String(answer.status));
      const found = { ok: answer.ok, ...(await answer.json()) };
      if (found.saved) this.say(found.saved);
      else if (!answer.ok) this.say(found.asked);
      return found;
    } catch {
      this.say(this.words.unsaved, true);
      return null;
    }
  }

  say(words, isLost = false) {
    this.saved.textContent = words;
    this.again.hidden = !isLost;
  }
}
