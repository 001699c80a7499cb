// Gliding: people go from their places in one picture to those in another, slowly enough for the eye to follow.

const GLIDE_TIME = 600;
const READABLE = 0.5;
// Somewhat smaller where every row can then be seen.
const ALMOST = 0.44;
const EDGE = 10;

// To another picture of the same people; at once where motion is to be reduced.
export function glide(map, before, after) {
  map.network.body.data.nodes.update(after.figures.map(({ id, x, y, radius: size }) => ({ id, x, y, size })));
  const start = { ...map.network.getViewPosition(), scale: map.network.getScale() };
  const end = viewOf(map, after);
  map.isMoved = false;
  const from = new Map(before.figures.map((figure) => [figure.id, figure]));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const began = performance.now() - (still ? GLIDE_TIME : 0);
  map.painter.heldNames = map.painter.shownNames.names;
  map.room.dataset.gliding = "yes";
  const step = () => {
    if (map.picture !== after) return;
    const share = Math.min((performance.now() - began) / GLIDE_TIME, 1);
    const along = share < 0.5 ? 2 * share * share : 1 - (2 - 2 * share) ** 2 / 2;
    if (share < 1) map.painter.show(onTheWay(after, from, along));
    else arrive(map, after);
    const { x, y, scale } = between(start, end, along);
    map.network.moveTo({ position: { x, y }, scale, animation: false });
    map.network.redraw();
    if (share < 1) requestAnimationFrame(step);
  };
  step();
}

function arrive(map, after) {
  map.painter.heldNames = null;
  map.painter.show(after);
  delete map.room.dataset.gliding;
}

// The whole picture; of a family tree that would be too small to read, the rows round the child, as on a telephone.
function viewOf(map, after) {
  const whole = map.whole();
  if (whole.scale >= READABLE || map.room.dataset.lens !== "genogram") return whole;
  const child = after.figures.find((figure) => figure.id === map.child);
  const [left, top, right, bottom] = after.box;
  const scale = Math.min(READABLE, Math.max(ALMOST, (map.stage.clientHeight - EDGE) / (bottom - top)));
  const reach = map.stage.clientWidth / scale / 2;
  const x = right - left < 2 * reach ? whole.x : Math.min(Math.max(child.x, left + reach), right - reach);
  return { x, y: whole.y, scale };
}

// Everyone somewhere between; lines and ground wait until people have arrived.
function onTheWay(after, from, along) {
  const figures = after.figures.map((there) => {
    const here = from.get(there.id) ?? there;
    return { ...(along < 0.5 ? here : there), ...between({ x: here.x, y: here.y }, there, along) };
  });
  return { ...after, ground: [], band: [], ties: [], figures };
}

function between(start, end, along) {
  const pairs = Object.keys(start).map((key) => [key, start[key] + (end[key] - start[key]) * along]);
  return Object.fromEntries(pairs);
}
