// The door takes the code out of the scanned address, which never leaves the browser; whoever waits is told when it
// goes on; and the facilitator sees who waits without asking for the whole page each time.

const EVERY = 2000;

for (const door of document.querySelectorAll("[data-door]")) {
  const code = location.hash.slice(1);
  if (!code) continue;
  door.elements.code.value = `${code.slice(0, 4)} ${code.slice(4, 8)}`;
  door.elements.called.focus();
  history.replaceState(null, "", location.pathname);
}

for (const page of document.querySelectorAll("[data-waiting-at]")) {
  askAgain(page.dataset.waitingAt, (told) => {
    if (told.in || told.alone) location.reload();
    return told.in || told.alone;
  });
}

for (const page of document.querySelectorAll("[data-joining-at]")) {
  let known = null;
  askAgain(page.dataset.joiningAt, async (told) => {
    if (told.alone) location.reload();
    if (page.querySelector("input[type=password]")?.value) return told.alone;
    if (known && told.version !== known) await bringUpToDate(page);
    known = told.version;
    return told.alone;
  });
}

// Ask every two seconds until there is nothing more to ask; an answer from elsewhere means that it is over.
async function askAgain(address, hear) {
  try {
    const answer = await fetch(address, { cache: "no-store", redirect: "manual" });
    if (answer.type === "opaqueredirect") return location.reload();
    if (answer.ok && (await hear(await answer.json()))) return undefined;
  } catch {
    // The network is away for a moment; the page stays as it is.
  }
  return setTimeout(() => askAgain(address, hear), EVERY);
}

// Only what waits is put in its place: a code that is being read out stays where it is.
async function bringUpToDate(page) {
  const hadFocus = page.contains(document.activeElement);
  const answer = await fetch(page.dataset.joiningPage, { cache: "no-store" });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = fresh.querySelector("[data-joining-at]");
  if (!found) return;
  page.replaceChildren(...[...found.childNodes].map((node) => document.adoptNode(node)));
  if (hadFocus) page.querySelector("button, a")?.focus();
}
