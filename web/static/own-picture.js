// A sheet to draw on. What is drawn becomes the file that the form gives, and goes nowhere until it is sent.

const pad = document.querySelector("[data-pad]");
const sheet = pad.querySelector("[data-pad-sheet]");
const chooser = document.querySelector("[data-picture]");
const colours = [...pad.querySelectorAll("[data-pad-colour]")];
const pens = [...pad.querySelectorAll("[data-pad-pen]")];
const draws = sheet.getContext("2d");
const lines = [];
let line = null;
let asked = 0;

const pressed = (buttons) => buttons.find((one) => one.ariaPressed === "true");

function drawLine({ colour, width, points }) {
  draws.strokeStyle = draws.fillStyle = colour;
  Object.assign(draws, { lineWidth: width, lineCap: "round", lineJoin: "round" });
  draws.beginPath();
  points.forEach(([x, y], nth) => (nth ? draws.lineTo(x, y) : draws.moveTo(x, y)));
  // A line of one point is a dot.
  draws.lineTo(...points.at(-1));
  draws.stroke();
}

function drawAll() {
  draws.fillStyle = "#fff";
  draws.fillRect(0, 0, sheet.width, sheet.height);
  lines.forEach(drawLine);
}

// The last that was asked for is given: a picture takes a moment to be made.
function give(file) {
  const files = new DataTransfer();
  if (file) files.items.add(file);
  chooser.files = files.files;
  chooser.dispatchEvent(new Event("change"));
}

function drawn() {
  const mine = (asked += 1);
  if (!lines.length) return give(null);
  return sheet.toBlob((blob) => {
    if (mine === asked) give(new File([blob], "drawing.png", { type: "image/png" }));
  });
}

function place(event) {
  const box = sheet.getBoundingClientRect();
  const share = sheet.width / box.width;
  return [(event.clientX - box.left) * share, (event.clientY - box.top) * share];
}

sheet.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  sheet.setPointerCapture(event.pointerId);
  const colour = getComputedStyle(pressed(colours)).backgroundColor;
  line = { colour, width: Number(pressed(pens).dataset.padPen), points: [place(event)] };
  drawLine(line);
});

sheet.addEventListener("pointermove", (event) => {
  if (!line) return;
  line.points.push(...(event.getCoalescedEvents?.() ?? [event]).map(place));
  drawLine(line);
});

for (const name of ["pointerup", "pointercancel"]) {
  sheet.addEventListener(name, () => {
    if (!line) return;
    lines.push(line);
    line = null;
    drawn();
  });
}

for (const group of [colours, pens]) {
  for (const button of group) {
    button.addEventListener("click", () => {
      for (const one of group) one.ariaPressed = String(one === button);
    });
  }
}

function again(change) {
  change();
  drawAll();
  drawn();
}

pad.querySelector("[data-pad-back]").addEventListener("click", () => again(() => lines.pop()));
pad.querySelector("[data-pad-anew]").addEventListener("click", () => again(() => lines.splice(0)));

drawAll();
pad.hidden = false;
