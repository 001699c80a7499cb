// Room on the picture: which boxes have been given away, so that names keep clear of people and of each other.
// Boxes are kept by the squares of a grid that they reach into: a box is compared with its neighbours only.

const SQUARE = 120;
const MOST_ACROSS = 2 ** 16;

export class Taken {
  constructor() {
    this.squares = new Map();
  }

  // `whose` is given back to nobody but `isFree`: a box is never in the way of its own person.
  add(box, whose = null) {
    for (const square of squaresOf(box)) {
      if (!this.squares.has(square)) this.squares.set(square, []);
      this.squares.get(square).push({ box, whose });
    }
  }

  isFree(box, whose = undefined) {
    for (const square of squaresOf(box)) {
      const here = this.squares.get(square) ?? [];
      if (here.some((other) => other.whose !== whose && overlap(box, other.box))) return false;
    }
    return true;
  }
}

export function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

function squaresOf([left, top, right, bottom]) {
  const found = [];
  for (let x = Math.floor(left / SQUARE); x <= Math.floor(right / SQUARE); x += 1) {
    for (let y = Math.floor(top / SQUARE); y <= Math.floor(bottom / SQUARE); y += 1) found.push(x * MOST_ACROSS + y);
  }
  return found;
}
