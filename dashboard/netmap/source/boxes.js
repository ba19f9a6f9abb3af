// Which rectangles are taken: a coarse grid over the pane. Asked many thousand times a redraw.

const CELL = 40;
const ROWS = 65536;

export class Boxes {
  constructor() {
    this.cells = new Map();
    this.asked = 0;
  }

  add(box) {
    const right = Math.floor((box.x + box.width) / CELL);
    const bottom = Math.floor((box.y + box.height) / CELL);
    for (let column = Math.floor(box.x / CELL); column <= right; column += 1)
      for (let row = Math.floor(box.y / CELL); row <= bottom; row += 1) {
        const cell = this.cells.get(column * ROWS + row);
        if (cell) cell.push(box);
        else this.cells.set(column * ROWS + row, [box]);
      }
    box.met = 0;
  }

  // How many rectangles a new one would meet, without `but`; Infinity once more than `most` or one as big as `limit`.
  hits(box, but = null, most = Infinity, limit = Infinity) {
    this.asked += 1;
    let count = 0;
    const right = Math.floor((box.x + box.width) / CELL);
    const bottom = Math.floor((box.y + box.height) / CELL);
    for (let column = Math.floor(box.x / CELL); column <= right; column += 1)
      for (let row = Math.floor(box.y / CELL); row <= bottom; row += 1) {
        const cell = this.cells.get(column * ROWS + row);
        if (!cell) continue;
        for (const other of cell) {
          if (other === but || other.met === this.asked || !overlap(box, other)) continue;
          other.met = this.asked;
          count += 1;
          if (count > most || other.width >= limit) return Infinity;
        }
      }
    return count;
  }

  free(box, but = null) {
    return this.hits(box, but, 0) === 0;
  }
}

export const overlap = (a, b) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
