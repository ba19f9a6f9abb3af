// From the units of the layout (graph/layout.py) to the pixels of the pane at zoom 1.
// The layout is stretched to the pane's own shape, so that a tall pane is filled as well as a wide one;
// the extent is fixed, so that no filter can rescale the map.

export const WIDTH = 1250;
export const HEIGHT = 1000;
export const MARGIN = 22;

const EDGE = 10;
const MOST_STRETCH = 1.6;

export function frame(width, height, bottom) {
  const wide = Math.max(width - 2 * EDGE, 1);
  const high = Math.max(height - EDGE - bottom, 1);
  const across = Math.min(wide / WIDTH, (high / HEIGHT) * MOST_STRETCH);
  const up = Math.min(high / HEIGHT, (wide / WIDTH) * MOST_STRETCH);
  const left = (width - across * WIDTH) / 2;
  const foot = bottom + (high - up * HEIGHT) / 2;
  return {
    width,
    height,
    x: (value) => left + value * across,
    y: (value) => foot + value * up,
    across: (x) => (x - left) / across,
    up: (y) => (y - foot) / up,
    unit: Math.min(across, up),
  };
}
