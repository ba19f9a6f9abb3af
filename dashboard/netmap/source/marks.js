// What is drawn over the discs: the ring of the selected organization, the keyboard's ring, the break.

export function ring(context, { x, y, radius }, gap, colour, dash) {
  context.setLineDash(dash);
  context.strokeStyle = colour;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(x, y, radius + gap, 0, 2 * Math.PI);
  context.stroke();
  context.setLineDash([]);
}

// The links that fall away are dashed, the one who leaves is struck out.
function drawBreak(context, map, at, point) {
  const { colours } = map.state;
  context.strokeStyle = colours.quiet;
  context.lineWidth = 1.4;
  context.setLineDash([4, 4]);
  for (const id of map.network.partners(point.id)) {
    const end = at.get(id) ?? map.view()(map.network.of(id));
    const length = Math.hypot(end.x - point.x, end.y - point.y) || 1;
    const [across, down] = [(end.x - point.x) / length, (end.y - point.y) / length];
    context.beginPath();
    context.moveTo(point.x + across * (point.radius + 3), point.y + down * (point.radius + 3));
    context.lineTo(end.x - across * ((end.radius ?? 0) + 1), end.y - down * ((end.radius ?? 0) + 1));
    context.stroke();
  }
  context.setLineDash([]);
  const arm = point.radius + 5;
  context.strokeStyle = colours.ink;
  context.lineWidth = 2.5;
  context.beginPath();
  context.moveTo(point.x - arm, point.y + arm);
  context.lineTo(point.x + arm, point.y - arm);
  context.stroke();
}

function drawLasso(context, corners, colours) {
  context.strokeStyle = colours.ink;
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.beginPath();
  corners.forEach(({ x, y }, at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.closePath();
  context.stroke();
  context.setLineDash([]);
}

export function drawMarks(context, map, discs) {
  const { state, focus } = map;
  const at = new Map(discs.map((one) => [one.id, one]));
  const marked = new Set([...state.chosen, state.selected]);
  for (const id of marked) {
    const one = at.get(id);
    if (one && focus?.piece?.size && focus.picked.has(id)) drawBreak(context, map, at, one);
    else if (one) ring(context, one, 3, state.colours.ink, []);
  }
  if (map.lasso?.length > 1) drawLasso(context, map.lasso, state.colours);
}
