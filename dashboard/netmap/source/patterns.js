// How a group's hue is drawn: full, and in four more ways where the eight hues are used again. The same look is in
// style.css, for the legend.

import { mix } from "./colour.js";

export const HUES = 8;

// A disc from outside in: a band and a gap, as shares of its radius, and what is left.
export function filled(hue, pattern, colours) {
  if (pattern === 1) return { band: 0.45, bandColour: hue, gap: 0, gapColour: hue, color: colours.background };
  if (pattern === 2) return { band: 0.3, bandColour: hue, gap: 0.3, gapColour: colours.background, color: hue };
  if (pattern === 3) return { band: 0.25, bandColour: hue, gap: 0, gapColour: hue, color: mix(hue, colours.background, 0.62) };
  if (pattern === 4) return { band: 0.4, bandColour: colours.ink, gap: 0, gapColour: hue, color: hue };
  return plainly(hue);
}

export const plainly = (colour) => ({ band: 0, bandColour: colour, gap: 0, gapColour: colour, color: colour });

// The same disc on a canvas.
export function drawDisc(context, { x, y, radius }, hue, pattern, colours) {
  const look = filled(hue, pattern, colours);
  const rings = [[1, look.bandColour], [1 - look.band, look.gapColour], [1 - look.band - look.gap, look.color]];
  for (const [share, colour] of rings) {
    context.fillStyle = colour;
    context.beginPath();
    context.arc(x, y, share * radius, 0, 2 * Math.PI);
    context.fill();
  }
}

const STEP = 10; // pixels from one line of a hatching to the next
const LINES = {
  1: [[0, STEP, STEP, 0], [-1, 1, 1, -1], [STEP - 1, STEP + 1, STEP + 1, STEP - 1]],
  3: [[0, 0, STEP, STEP], [-1, STEP - 1, 1, STEP + 1], [STEP - 1, -1, STEP + 1, 1]],
  4: [[0, STEP / 2, STEP, STEP / 2]],
};
const tiles = new Map();

// What an area is filled with: its tint, and a hatching that goes with the pattern of its discs.
export function ground(context, fill, ink, pattern) {
  if (!pattern) return fill;
  const key = fill + ink + pattern;
  if (!tiles.has(key)) {
    const tile = Object.assign(document.createElement("canvas"), { width: STEP, height: STEP });
    const brush = tile.getContext("2d");
    brush.fillStyle = fill;
    brush.fillRect(0, 0, STEP, STEP);
    brush.strokeStyle = brush.fillStyle = ink;
    brush.beginPath();
    if (pattern === 2) brush.arc(STEP / 2, STEP / 2, 1, 0, 2 * Math.PI);
    for (const [x, y, right, down] of LINES[pattern] ?? []) {
      brush.moveTo(x, y);
      brush.lineTo(right, down);
    }
    if (pattern === 2) brush.fill();
    else brush.stroke();
    tiles.set(key, context.createPattern(tile, "repeat"));
  }
  return tiles.get(key);
}
