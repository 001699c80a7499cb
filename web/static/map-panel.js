// The panel beside the map: what is told of one person. Text only ever goes in as text.

export function tell(panel, person, words, { seen, onHome, onClose }) {
  panel.replaceChildren(
    ...heading(person, words, onClose),
    ...(seen ? [element("p", seen, "told-seen")] : []),
    ...facts(person),
    ...cautions(person, words),
    ...voices(person, words),
    ...promises(person, words),
    ...together(person, words),
    ...doors(person, words, onHome),
  );
}

function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function heading(person, words, onClose) {
  const head = element("div", "", "told-head");
  const title = element("h2", person.name);
  title.tabIndex = -1;
  const close = element("button", "×", "told-close");
  close.type = "button";
  close.setAttribute("aria-label", words.close);
  close.addEventListener("click", onClose);
  head.append(title, close);
  const related = [person.told, person.kin].filter(Boolean).join(" · ");
  const lines = [related, person.full_name].filter(Boolean);
  return [head, ...lines.map((line) => element("p", line, "told-kin"))];
}

function facts(person) {
  return (person.facts ?? []).map((fact) => element("p", fact, "told-fact"));
}

function cautions(person, words) {
  if (!person.cautions) return [];
  const box = element("div", "", "told-caution");
  box.append(element("h3", words.cautions), ...person.cautions.map((line) => element("p", line)));
  return [box];
}

function voices(person, words) {
  if (!person.voices) return [];
  return [element("h3", words.voices), ...person.voices.map(voice)];
}

function voice(said) {
  const quote = element("blockquote", "", said.is_love ? "told-love" : "");
  quote.append(element("p", said.words || said.about));
  const about = said.words ? [said.about, said.said] : [said.said];
  quote.append(element("footer", about.filter(Boolean).join(" · ")));
  return quote;
}

function promises(person, words) {
  if (!person.promises) return [];
  const list = element("ul");
  list.append(...person.promises.map((promise) => element("li", promise)));
  return [element("h3", words.promises), list];
}

function together(person, words) {
  const found = [];
  if (person.last) found.push(element("h3", words.last), element("p", person.last));
  if (person.weeks) {
    const ribbon = element("div", "", "told-weeks");
    ribbon.setAttribute("aria-hidden", "true");
    ribbon.append(...person.weeks.map((week) => element("span", "", week)));
    found.push(element("p", `${words.weeks} ${person.weeks_since}`, "told-since"), ribbon);
  }
  return found;
}

function doors(person, words, onHome) {
  const found = [];
  if (onHome) {
    const home = element("button", words.home, "map-button");
    home.type = "button";
    home.addEventListener("click", onHome);
    found.push(home);
  }
  if (person.page) {
    const link = element("a", words.page, "map-button");
    link.href = person.page;
    found.push(link);
  }
  if (!found.length) return [];
  const row = element("p", "", "told-doors");
  row.append(...found);
  return [row];
}
