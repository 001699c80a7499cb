// Moving over the map with the arrow keys: along ties first, else to whoever is nearest that way.

const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const ALONG = 0.45;

export function isWay(key) {
  return key in WAYS;
}

// The person one comes to from another by an arrow key; the same person where there is nobody that way.
export function towards(picture, from, key, isShown) {
  const here = picture.figures.find((figure) => figure.id === from);
  const others = picture.figures.filter((figure) => figure.id !== from && isShown(figure));
  const tied = new Set(
    picture.ties.filter((tie) => tie.ends.includes(from)).flatMap((tie) => tie.ends),
  );
  const along = others.filter((figure) => tied.has(figure.id));
  return (best(here, along, WAYS[key]) ?? best(here, others, WAYS[key]) ?? here).id;
}

// Round everyone tied to one person, clockwise or back; the first of them where one stands at none.
export function round(picture, middle, from, key, isShown) {
  const around = picture.figures.find((figure) => figure.id === middle);
  const ends = picture.ties.filter((tie) => tie.ends.includes(middle)).flatMap((tie) => tie.ends);
  const angle = (figure) => Math.atan2(figure.y - around.y, figure.x - around.x);
  const tied = picture.figures.filter((figure) => figure.id !== middle && ends.includes(figure.id) && isShown(figure));
  if (!tied.length) return middle;
  tied.sort((one, other) => angle(one) - angle(other));
  const at = tied.findIndex((figure) => figure.id === from);
  const step = key === "ArrowRight" || key === "ArrowDown" ? 1 : -1;
  return tied[at < 0 ? 0 : (at + step + tied.length) % tied.length].id;
}

function best(here, others, [right, down]) {
  let found = null;
  let least = Infinity;
  for (const other of others) {
    const x = other.x - here.x;
    const y = other.y - here.y;
    const distance = Math.hypot(x, y) || 1;
    const straight = (x * right + y * down) / distance;
    if (straight < ALONG) continue;
    const cost = distance * (2 - straight);
    if (cost < least) [found, least] = [other, cost];
  }
  return found;
}
