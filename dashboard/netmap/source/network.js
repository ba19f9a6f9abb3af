// The fetched columns as a graph, and what the rest asks of it.

import Graph from "graphology";
import { HUES } from "./patterns.js";

export class Network {
  constructor(data) {
    const { organizations: table, ties, groups, caption } = data;
    this.groups = groups;
    this.caption = caption || "";
    this.groupAt = new Map(groups.map((group, at) => [group.number, at]));
    this.graph = new Graph({ type: "undirected", multi: true });
    table.id.forEach((id, at) =>
      this.graph.addNode(id, {
        name: table.label[at],
        across: table.x[at],
        up: table.y[at],
        x: 0,
        y: 0,
        partners: table.size[at],
        group: table.group[at],
        shown: table.shown[at],
        rank: table.rank[at],
        strip: table.strip[at],
        members: table.members?.[at] ?? 0,
        type: "disc",
      }),
    );
    ties.from.forEach((from, at) =>
      this.graph.addEdge(table.id[from], table.id[ties.to[at]], {
        strength: Math.min(Math.max(ties.strength[at], 0), 1),
        between: ties.between[at],
      }),
    );
    this.ids = [...table.id];
    this.folded = table.members?.some((members) => members > 0) ?? false;
    this.strengths = ties.strength.filter((_, at) => table.shown[ties.from[at]] && table.shown[ties.to[at]]).sort((a, b) => a - b);
    this.byRank = [...table.id].sort((a, b) => this.of(a).rank - this.of(b).rank);
    this.onMap = this.ids.filter((id) => !this.of(id).strip);
    this.inStrip = this.ids.filter((id) => this.of(id).strip);
    this.count = this.onMap.reduce((sum, id) => sum + (this.of(id).members || 1), 0);
    this.areas = groups.map((_, at) => this.onMap.filter((id) => this.of(id).group === at));
  }

  of(id) {
    return this.graph.getNodeAttributes(id);
  }

  has(id) {
    return id !== null && id !== undefined && this.graph.hasNode(id);
  }

  partners(id) {
    return this.graph.neighbors(id).filter((other) => this.of(other).shown);
  }

  // The strength below which a share of the ties lies, and how many are at least as strong.
  weaker(share) {
    const least = share > 0 ? this.strengths[Math.min(Math.ceil(share * this.strengths.length), this.strengths.length - 1)] ?? 0 : 0;
    const at = share > 0 ? this.strengths.findIndex((strength) => strength >= least) : 0;
    return { least, drawn: this.strengths.length - Math.max(at, 0), all: this.strengths.length };
  }

  groupOf(id) {
    return this.groups[this.of(id).group] ?? null;
  }

  // Positions and radii in pixels at zoom 1; `places`: where somebody was dragged to. A whole group is as large as the
  // room that its organizations have.
  fit(frame, places) {
    const each = Math.sqrt((0.75 * frame.width * frame.height) / Math.max(this.count, 1));
    const least = Math.min(Math.max(0.1 * each, 2), 4.5);
    const most = Math.min(Math.max(0.26 * each, least + 1), 13);
    const largest = this.onMap.reduce((top, id) => Math.max(top, this.of(id).members ? 1 : this.of(id).partners), 1);
    const size = (one) => (one.members ? 0.34 * each * Math.sqrt(one.members) : least + (most - least) * Math.min(one.partners / largest, 1) ** 0.65);
    const crumb = Math.min(Math.max(0.16 * Math.sqrt((0.2 * frame.width * frame.height) / Math.max(this.inStrip.length, 1)), 2), 4);
    this.graph.updateEachNodeAttributes((id, one) => ({
      ...one,
      x: frame.x((places.get(id) ?? one).across),
      y: frame.y((places.get(id) ?? one).up),
      radius: one.strip ? crumb : size(one),
    }));
  }

  tint(colours) {
    this.hues = this.groups.map(({ colour }) => (colour === null ? colours.other : colours.groups[colour % HUES]));
    this.patterns = this.groups.map(({ colour }) => Math.floor((colour ?? 0) / HUES));
    this.graph.updateEachNodeAttributes((_, one) => {
      const small = one.group < 0 || one.strip;
      return { ...one, hue: small ? colours.small : this.hues[one.group], pattern: small ? 0 : this.patterns[one.group] };
    });
  }

  // The nearest organization in a direction (unit vector, y upwards): sideways counts double.
  towards(id, across, up) {
    const here = this.of(id);
    let best = null;
    for (const other of this.ids) {
      const one = this.of(other);
      const [dx, dy] = [one.x - here.x, one.y - here.y];
      const ahead = dx * across + dy * up;
      if (other === id || !one.shown || ahead <= 0) continue;
      const cost = ahead + 2 * Math.abs(dx * up - dy * across);
      if (!best || cost < best.cost) best = { other, cost };
    }
    return best && best.other;
  }
}
