// Where a text may stand: inside an area, or around a disc.

// The part of an area's box that is in view, or null.
export function inView(corners, padding, pane) {
  const left = Math.max(Math.min(...corners.map((c) => c.x)) - padding, 0);
  const right = Math.min(Math.max(...corners.map((c) => c.x)) + padding, pane.width);
  const top = Math.max(Math.min(...corners.map((c) => c.y)) - padding, 0);
  const bottom = Math.min(Math.max(...corners.map((c) => c.y)) + padding, pane.height);
  return left < right && top < bottom ? { left, right, top, bottom } : null;
}

// How far a point is outside a hull (as it comes from hull(), seen on the screen); below 0 inside.
export function outside(corners, { x, y }) {
  if (corners.length < 3) return Math.min(...corners.map((c) => Math.hypot(c.x - x, c.y - y)));
  let most = -Infinity;
  corners.forEach((here, at) => {
    const next = corners[(at + 1) % corners.length];
    const [across, down] = [next.x - here.x, next.y - here.y];
    most = Math.max(most, (across * (y - here.y) - down * (x - here.x)) / (Math.hypot(across, down) || 1));
  });
  return most;
}

const PARTS = [[0.5, 0.5], [0, 0], [1, 0], [0, 1], [1, 1]];
const parts = ({ x, y, width, height }) => PARTS.map(([a, b]) => ({ x: x + a * width, y: y + b * height }));

// Does a padded hull contain the middle or a corner of a box?
export const covers = (corners, padding, box) => parts(box).some((point) => outside(corners, point) <= padding);

// Places for a name with their price, the cheapest first: its middle is in the padded area or on its edge.
export function spots(corners, padding, width, height, part) {
  const places = [];
  const rows = Math.min(Math.ceil((part.bottom - part.top) / 9) + 1, 24);
  const span = part.bottom - part.top;
  const middle = (part.left + part.right) / 2;
  for (let row = 0; row <= rows; row += 1)
    for (const share of [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8]) {
      const x = part.left + share * (part.right - part.left);
      const y = part.top - height / 2 + 2 + (row / rows) * (span + height / 2);
      if (outside(corners, { x, y }) > padding + height / 2) continue;
      const out = parts({ x: x - width / 2, y: y - height / 2, width, height }).slice(1).map((corner) => outside(corners, corner) - padding);
      const sticks = out.reduce((sum, far) => sum + Math.max(far, 0), 0);
      places.push({ x, y, price: 0.06 * sticks + (6 * (y - part.top)) / (span || 1) + Math.abs(x - middle) / (span + width) });
    }
  return places.sort((a, b) => a.price - b.price);
}

// Places around a disc, best first: beside it, below and above it, then slid along its sides.
export function around({ x, y, radius }, width, height, gap) {
  const near = radius + gap;
  const [right, left, middle] = [x + near, x - near - width, y - height / 2];
  const [below, above] = [y + near - 2, y - near - height + 2];
  const found = [
    { x: right, y: middle },
    { x: left, y: middle },
    { x: x - width / 2, y: below },
    { x: x - width / 2, y: above },
  ];
  for (const slide of [0.35, -0.35])
    for (const row of [below, above]) found.push({ x: x - width / 2 + slide * width, y: row });
  for (const slide of [0.5, -0.5])
    for (const column of [right - 1, left + 1]) found.push({ x: column, y: middle + slide * height });
  for (const row of [below, above]) found.push({ x: x + radius * 0.4, y: row }, { x: x - radius * 0.4 - width, y: row });
  return found;
}
