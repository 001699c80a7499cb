// The small things that make pages quicker to use. Every page works without them.

for (const form of document.querySelectorAll("form[data-filter]")) {
  const box = form.querySelector("input[type=search]");
  const rows = [...document.querySelectorAll("[data-person]")];
  const nobody = document.querySelector("[data-nobody]");

  box.addEventListener("input", () => {
    const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const said = row.textContent.toLocaleLowerCase();
      row.hidden = !words.every((word) => said.includes(word));
    }
    for (const group of document.querySelectorAll(".circle-group")) {
      group.hidden = !group.querySelector("[data-person]:not([hidden])");
    }
    if (nobody) nobody.hidden = rows.some((row) => !row.hidden);
  });
}

// A form that is on its way is not sent twice.
for (const form of document.querySelectorAll("form.writing-form")) {
  const button = form.querySelector("button[type=submit]");
  form.addEventListener("submit", () => { button.disabled = true; });
  window.addEventListener("pageshow", () => { button.disabled = false; });
}

// On a narrow screen the tab that is open is in sight.
for (const tab of document.querySelectorAll(".tabs [aria-current]")) {
  const strip = tab.parentElement;
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}
