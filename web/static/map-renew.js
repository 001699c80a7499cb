// The map again after something on it was changed: whoever stood there stands there still.

import { glide } from "./map-glide.js";

export async function renew(map) {
  const { mapSource } = map.room.dataset;
  const answer = await fetch(`${mapSource}?shape=${map.shape}`, { cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const contents = await answer.json();
  map.time?.leave();
  const before = map.picture;
  const lens = map.lenses.name;
  Object.assign(map, contents);
  forgetWhoLeft(map);
  const { nodes } = map.network.body.data;
  const here = new Set(contents.vis.nodes.map((node) => node.id));
  nodes.remove(nodes.getIds().filter((id) => !here.has(id)));
  nodes.update(contents.vis.nodes);
  const { lenses } = map;
  if (map.time?.years) {
    map.time.todays = { people: map.people, picture: map.picture };
    map.time.days.forget();
  }
  Object.assign(lenses, { base: map.picture, fetched: undefined, layer: undefined });
  lenses.pictures = new Map([["circles", map.picture]]);
  if (lens === "voices") map.picture = before;
  else if (lens !== "circles" && lenses.chooser?.value === lens) {
    map.painter.show(map.picture);
    await lenses.choose(lens);
  } else if (isMoved(before, map.picture)) glide(map, before, map.picture);
  else map.painter.show(map.picture);
  map.network.redraw();
}

function isMoved(before, after) {
  const places = new Map(before.figures.map((figure) => [figure.id, figure]));
  return after.figures.some(({ id, x, y }) => {
    const there = places.get(id);
    return there && (there.x !== x || there.y !== y);
  });
}

function forgetWhoLeft(map) {
  const { look } = map;
  if (!map.people[look.cursor]) look.cursor = map.child;
  if (look.chosen && !map.people[look.chosen]) map.leave();
}
