// What hands do on the map: drag an organization to another place, draw around several with a lasso.

const inPolygon = (corners, { x, y }) => {
  let inside = false;
  corners.forEach((here, at) => {
    const before = corners[(at + corners.length - 1) % corners.length];
    if (here.y > y !== before.y > y && x < ((before.x - here.x) * (y - here.y)) / (before.y - here.y) + here.x) inside = !inside;
  });
  return inside;
};

// Where organizations were dragged to, in the units of the layout. It lasts as long as the page.
export class Drag {
  constructor(map) {
    this.map = map;
    this.places = new Map();
    this.held = null;
    const captor = map.sigma.getMouseCaptor();
    map.sigma.on("downNode", ({ node, event }) => {
      if (event.original.button || !map.network.of(node).shown || map.network.of(node).members) return;
      this.held = { node, x: event.x, y: event.y, moved: false };
    });
    captor.on("mousemovebody", (event) => this.move(event));
    captor.on("mouseup", () => this.drop());
  }

  move(event) {
    const { held, map } = this;
    if (!held) return;
    event.preventSigmaDefault();
    if (!held.moved && Math.hypot(event.x - held.x, event.y - held.y) < 4) return;
    held.moved = true;
    const { x, y } = map.sigma.viewportToGraph(event);
    this.places.set(held.node, { across: map.frame.across(x), up: map.frame.up(y) });
    map.network.graph.mergeNodeAttributes(held.node, { x, y });
  }

  // The click that follows a drag is none.
  drop() {
    this.dropped = Boolean(this.held?.moved);
    if (this.dropped) this.map.events.moved(this.places.size);
    this.held = null;
  }

  back() {
    this.places.clear();
    this.dropped = false;
    this.map.fit();
    this.map.events.moved(0);
  }
}

// Who is chosen together, after one more was added or taken out.
export function toggled(state, id) {
  const before = state.chosen.length ? state.chosen : state.selected && state.selected !== id ? [state.selected] : [];
  return before.includes(id) ? before.filter((one) => one !== id) : [...before, id];
}

const MOST = 60; // so many fit into an address
const LONGEST = 4500; // characters

export function within(map, corners) {
  const view = map.view();
  const ids = map.network.byRank.filter((id) => map.network.of(id).shown && !map.network.of(id).members && inPolygon(corners, view(map.network.of(id))));
  let length = 0;
  const fit = ids.filter((id, at) => (length += encodeURIComponent(id).length + 9) < LONGEST && at < MOST);
  return { ids: fit, more: ids.length - fit.length };
}
