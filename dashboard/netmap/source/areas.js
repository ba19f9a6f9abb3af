// The tinted areas behind the groups, and the thin line above the strip.

import { mix } from "./colour.js";

// Andrew's monotone chain.
export function hull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const turn = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
  const half = (ordered) => {
    const chain = [];
    for (const point of ordered) {
      while (chain.length > 1 && turn(chain[chain.length - 2], chain[chain.length - 1], point) <= 0) chain.pop();
      chain.push(point);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function outline(context, corners) {
  context.beginPath();
  corners.forEach(({ x, y }, at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
}

// Corners cut twice, by no more than `most` pixels: a soft outline that stays close to the hull.
export function softened(corners, most) {
  let soft = corners;
  for (let round = 0; round < 2 && soft.length > 2; round += 1)
    soft = soft.flatMap((here, at) => {
      const ends = [soft[(at + soft.length - 1) % soft.length], soft[(at + 1) % soft.length]];
      return ends.map((end) => {
        const share = Math.min(0.25, most / (Math.hypot(end.x - here.x, end.y - here.y) || 1));
        return { x: here.x + (end.x - here.x) * share, y: here.y + (end.y - here.y) * share };
      });
    });
  return soft;
}

// A hull with round corners: the same path filled and stroked in one opaque colour.
export function drawArea(context, corners, padding, fill, edge) {
  context.lineJoin = "round";
  outline(context, corners);
  context.lineWidth = 2 * padding + 2;
  context.strokeStyle = edge;
  context.stroke();
  context.lineWidth = 2 * padding;
  context.strokeStyle = fill;
  context.fillStyle = fill;
  context.stroke();
  context.fill();
}

export function areaTint(colour, colours, quiet) {
  return {
    fill: mix(colour, colours.background, quiet ? 0.95 : colours.area),
    ink: mix(colour, colours.background, quiet ? 0.9 : colours.area - 0.16),
    edge: mix(colour, colours.background, quiet ? 0.82 : colours.area - 0.26),
  };
}
