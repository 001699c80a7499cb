// A look at a picture before it is given. It is read into this page’s memory, and goes nowhere until it is sent.

const frame = document.querySelector("[data-picture-frame]");
const chooser = document.querySelector("[data-picture]");
const marks = [...document.querySelectorAll("[data-mark]")];
const before = [...frame.childNodes];

function show(node) {
  node.setAttribute("class", "face");
  frame.replaceChildren(node);
}

function showFile(file) {
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    const image = Object.assign(new Image(), { src: reader.result, alt: "" });
    image.decode().then(() => show(image), () => frame.replaceChildren(...before));
  });
  reader.readAsDataURL(file);
}

// One or the other: who chooses a mark gives no file, and who gives a file chooses no mark.
chooser.addEventListener("change", () => {
  for (const mark of marks) mark.checked = !mark.value;
  if (chooser.files.length) showFile(chooser.files[0]);
  else frame.replaceChildren(...before);
});

for (const mark of marks) {
  mark.addEventListener("change", () => {
    chooser.value = "";
    if (!mark.value) return frame.replaceChildren(...before);
    const drawn = document.createElement("span");
    drawn.append(mark.labels[0].querySelector("svg").cloneNode(true));
    return show(drawn);
  });
}
