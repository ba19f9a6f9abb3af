// The drawing: sigma for discs and links, one canvas below for the areas and one above for marks and texts.

import Graph from "graphology";
import Sigma from "sigma";
import { createNodeBorderProgram } from "@sigma/node-border";
import { areaTint, drawArea, hull, softened } from "./areas.js";
import { Drag, toggled, within } from "./hands.js";
import { HEIGHT, MARGIN, WIDTH, frame } from "./frame.js";
import { Network } from "./network.js";
import { drawMarks } from "./marks.js";
import { drawPointed } from "./pointed.js";
import { ground } from "./patterns.js";
import { disc, isLit, light, link } from "./style.js";
import { sizes } from "./tools.js";
import { Texts } from "./texts.js";

const STRIP_LINE = 36; // above the topmost row of the strip, in units of the layout
const MANY_TIES = 1800;
const MOST_WHOLE = 24; // names of whole groups at zoom 1, the largest first
const SLOW_FRAME = 40; // ms: above it links rest while the map moves
const RIM = { size: { attribute: "rim", defaultValue: 1.2, mode: "pixels" }, color: { attribute: "rimColour" } };
const BAND = { size: { attribute: "band", defaultValue: 0 }, color: { attribute: "bandColour" } };
const SPACE = { size: { attribute: "gap", defaultValue: 0 }, color: { attribute: "gapColour" } };
const FILL = { size: { fill: true }, color: { attribute: "color" } };

const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

export class NetMap {
  constructor(stage, events) {
    this.stage = stage;
    this.events = events;
    this.state = { selected: null, highlighted: null, broken: [], group: null, hovered: null, cursor: null, chosen: [], route: null, least: 0 };
    this.network = null;
    this.texts = [];
    this.over = []; // the texts of what is pointed at
    this.sigma = new Sigma(new Graph(), stage, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      zIndex: true,
      stagePadding: 0,
      minCameraRatio: 0.06,
      maxCameraRatio: 1.25,
      enableCameraRotation: false,
      minEdgeThickness: 1.3,
      defaultNodeType: "disc",
      nodeProgramClasses: { disc: createNodeBorderProgram({ borders: [RIM, BAND, SPACE, FILL] }) },
      defaultDrawNodeHover: () => {},
      nodeReducer: (id, one) => disc(this.focus, this.state, id, one),
      edgeReducer: (id, tie) => this.linkStyle(id, tie),
    });
    this.sigma.createCanvasContext("areas", { beforeLayer: "edges", style: { pointerEvents: "none" } });
    this.sigma.createCanvasContext("texts", { beforeLayer: "mouse", style: { pointerEvents: "none" } });
    this.sigma.createCanvasContext("pointed", { beforeLayer: "mouse", style: { pointerEvents: "none" } });
    this.writer = new Texts(this.sigma.canvasContexts?.texts ?? this.sigma.getCanvases().texts.getContext("2d"));
    this.writer.family = getComputedStyle(stage).fontFamily || "sans-serif";
    this.sigma.resize(true);
    this.drag = new Drag(this);
    this.share = 0;
    this.listen();
    this.watch = new ResizeObserver(() => this.network && this.fit());
    this.watch.observe(stage);
    // The widths of texts hold for one font: they are measured anew when another has come.
    this.reset = () => {
      this.writer.forget();
      if (this.network) this.sigma.refresh();
    };
    document.fonts.addEventListener("loadingdone", this.reset);
  }

  linkStyle(id, tie) {
    const { graph } = this.network;
    const [from, to] = graph.extremities(id);
    const [one, other] = [this.network.of(from), this.network.of(to)];
    return { ...tie, ...link(this.focus, this.state, tie, one, other, from, to, graph.size > MANY_TIES) };
  }

  listen() {
    const { sigma } = this;
    sigma.on("enterNode", ({ node }) => this.network.of(node).shown && this.hover(node));
    sigma.on("leaveNode", () => this.hover(null));
    // sigma takes two quick clicks for a double click wherever they fall: each is meant as a click.
    for (const click of ["clickNode", "doubleClickNode"])
      sigma.on(click, ({ node, event, preventSigmaDefault }) => {
        preventSigmaDefault();
        if (this.drag.dropped) this.drag.dropped = false;
        else if (!this.pickName(event) && this.network.of(node).shown) this.click(node, event.original.shiftKey);
      });
    for (const click of ["clickStage", "doubleClickStage"])
      sigma.on(click, ({ event, preventSigmaDefault }) => {
        preventSigmaDefault();
        if (this.drag.dropped) this.drag.dropped = false;
        else if (!this.pickName(event) && this.state.selected) this.events.select(null);
      });
    sigma.on("moveBody", ({ event }) => {
      this.stage.style.cursor = this.state.hovered || this.nameAt(event) ? "pointer" : "";
    });
    sigma.on("beforeRender", () => this.pace());
    sigma.on("afterRender", () => this.redraw());
    sigma.getCamera().on("updated", () => this.moved());
  }

  click(id, with_others) {
    const { members, group } = this.network.of(id);
    if (members) this.events.pick(this.network.groups[group].number);
    else if (with_others) this.events.choose(toggled(this.state, id));
    else this.events.select(id);
  }

  // Choose all inside what was drawn around, `added` to those who are chosen already.
  choose(corners, added) {
    this.lasso = null;
    const { ids, more } = within(this, corners);
    this.redraw();
    if (ids.length) this.events.choose(added ? [...new Set([...this.state.chosen, ...ids])] : ids);
    return { count: ids.length, more };
  }

  // Hide the ties below a share of all, ordered by strength; how many are drawn, and of how many.
  hideWeaker(share) {
    this.share = share;
    if (!this.network || this.network.folded) return null;
    const { least, drawn, all } = this.network.weaker(share);
    this.show({ least });
    return { drawn, all };
  }

  // Links rest while the map moves, once moving with them has proved slow.
  pace() {
    this.began = performance.now();
  }

  moved() {
    const now = performance.now();
    const gap = now - (this.lastMove ?? 0);
    this.lastMove = now;
    if (gap < 400) this.frames = [...(this.frames ?? []), gap].slice(-4);
    const mean = this.frames?.length === 4 ? this.frames.reduce((a, b) => a + b) / 4 : 0;
    if (mean > SLOW_FRAME && !this.sigma.getSetting("hideEdgesOnMove")) this.sigma.setSetting("hideEdgesOnMove", true);
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.sigma.scheduleRender(), 220);
  }

  load(data) {
    this.network = new Network(data);
    this.state.hovered = null;
    if (!this.network.has(this.state.cursor)) this.state.cursor = null;
    this.network.tint(this.state.colours);
    this.state.least = this.network.weaker(this.share).least;
    this.fit(false);
    this.restyle();
    this.sigma.setGraph(this.network.graph);
    if (this.wanted) this.centre(this.wanted);
  }

  fit(refresh = true) {
    const { offsetWidth: width, offsetHeight: height } = this.stage;
    this.isHidden = !width || !height;
    if (this.isHidden) return;
    this.frame = frame(width, height, this.network.inStrip.length ? sizes(width).height - 30 : sizes(width).height);
    this.network.fit(this.frame, this.drag.places);
    this.sigma.setCustomBBox({ x: [0, width], y: [0, height] });
    // Areas stay where they are, whoever is dragged out of them.
    const home = ({ across, up }) => ({ x: this.frame.x(across), y: this.frame.y(up) });
    this.corners = this.network.areas.map((ids) => hull(ids.map((id) => home(this.network.of(id)))));
    if (refresh) this.sigma.refresh();
  }

  show(state) {
    const themed = state.colours !== undefined && state.colours !== this.state.colours;
    const same = Object.keys(state).every((name) => JSON.stringify(state[name]) === JSON.stringify(this.state[name]));
    Object.assign(this.state, state);
    if (!this.network || (same && !themed)) return;
    if (themed) this.network.tint(this.state.colours);
    this.restyle();
    if (!this.isHidden) this.sigma.refresh(); // what is hidden is drawn once it is seen: see `fit`
  }

  restyle() {
    this.focus = light(this.state, this.network);
  }

  // What is pointed at, by the mouse or by the keyboard, is drawn above the map, which stays as it is.
  point({ hovered, cursor = this.state.cursor }) {
    Object.assign(this.state, { hovered, cursor });
    if (this.network && this.frame) this.over = drawPointed(this);
  }

  hover(id) {
    if (this.state.hovered === id) return;
    this.point({ hovered: id });
    this.stage.style.cursor = id ? "pointer" : "";
  }

  // From the units of the graph to pixels of the pane; without rotation this is a scale and a shift.
  view() {
    const origin = this.sigma.graphToViewport({ x: 0, y: 0 });
    const one = this.sigma.graphToViewport({ x: 1, y: 1 });
    const [across, down] = [one.x - origin.x, one.y - origin.y];
    return (point) => ({ x: origin.x + across * point.x, y: origin.y + down * point.y });
  }

  redraw() {
    const { sigma, state, network } = this;
    if (!network || !this.frame) return;
    const { width, height } = sigma.getDimensions();
    const view = this.view();
    const zoom = 1 / sigma.getCamera().ratio;
    const below = sigma.getCanvases().areas.getContext("2d");
    const above = this.writer.context;
    below.clearRect(0, 0, width, height);
    above.clearRect(0, 0, width, height);
    const padding = MARGIN * this.frame.unit * zoom * 0.82;
    const corners = this.corners.map((points) => points.map(view));
    const line = this.stripLine(view, width);
    const discs = this.discs(view, width, height);
    drawMarks(above, this, discs);
    this.texts = this.writer.place({
      width,
      height,
      reserved: [...this.toolPlaces(width, height), ...line],
      every: discs,
      discs: this.focus ? discs.filter(({ id }) => isLit(this.focus, id, this.network.of(id))) : discs,
      names: this.names(corners, padding, view),
      caption: this.captionAt(view),
      pointed: this.pointedAt(discs),
      organizations: this.labelled(discs),
      most: this.longestName(),
    });
    this.drawAreas(below, this.withNames(corners, padding), padding);
    this.drawStrip(below, view, line);
    this.writer.draw(this.texts, state.colours);
    this.point({ hovered: state.hovered });
  }

  // Where buttons lie, and nothing is written; the first place is that of the buttons below.
  toolPlaces(width, height) {
    const room = sizes(width);
    const tools = { x: width - room.width, y: height - room.height, width: room.width, height: room.height };
    const aboveWidth = room.above + (this.drag.places.size ? 90 : 0);
    return aboveWidth ? [tools, { x: width - aboveWidth, y: 0, width: aboveWidth, height: room.height }] : [tools];
  }

  longestName() {
    const zoom = 1 / this.sigma.getCamera().ratio;
    return Math.min(Math.round(11 * Math.max(zoom, 1) ** 0.6) * 10, 260);
  }

  // An area reaches around its name.
  withNames(corners, padding) {
    const boxes = new Map(this.texts.filter((text) => text.kind === "group" && text.shown).map((text) => [text.number, text]));
    return corners.map((points, at) => {
      const box = boxes.get(this.network.groups[at].number);
      if (!box || points.length < 3) return points;
      const inset = Math.min(Math.max(padding - 5, 0), box.height / 2);
      const [x, y, width, height] = [box.x + inset, box.y + inset, box.width - 2 * inset, box.height - 2 * inset];
      return hull([...points, { x, y }, { x: x + width, y }, { x, y: y + height }, { x: x + width, y: y + height }]);
    });
  }

  drawAreas(context, corners, padding) {
    const { colours } = this.state;
    corners.forEach((points, at) => {
      if (points.length < 3) return;
      const quiet = this.focus && !this.network.areas[at].some((id) => isLit(this.focus, id, this.network.of(id)));
      const grey = quiet || this.focus?.piece;
      const { fill, ink, edge } = areaTint(grey ? colours.small : this.network.hues[at], colours, grey);
      const filling = ground(context, fill, ink, this.network.patterns[at]);
      drawArea(context, softened(points, 1.4 * padding), padding, filling, edge);
    });
  }

  stripLine(view, width) {
    if (!this.network.inStrip.length) return [];
    const top = Math.max(...this.network.inStrip.map((id) => this.network.of(id).y));
    const { y } = view({ x: 0, y: top + STRIP_LINE * this.frame.unit });
    return [{ x: 0, y, width, height: 1 }];
  }

  drawStrip(context, view, [line]) {
    if (!line) return;
    context.strokeStyle = this.state.colours.line;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(Math.max(view({ x: 12, y: 0 }).x, 0), Math.round(line.y) + 0.5);
    context.lineTo(Math.min(view({ x: this.frame.width - 12, y: 0 }).x, line.width), Math.round(line.y) + 0.5);
    context.stroke();
  }

  discs(view, width, height) {
    const found = [];
    for (const id of this.network.byRank) {
      const one = this.network.of(id);
      if (!one.shown) continue;
      const { x, y } = view(one);
      const radius = this.sigma.scaleSize(one.radius);
      if (x > -radius && y > -radius && x < width + radius && y < height + radius) found.push({ id, x, y, radius, text: one.name });
    }
    return found;
  }

  names(corners, padding, view) {
    const { network, focus, state } = this;
    const most = network.folded ? MOST_WHOLE / this.sigma.getCamera().ratio ** 2 : Infinity;
    const names = network.groups.flatMap((group, at) =>
      network.areas[at].length && at < most
        ? [{
            text: group.name,
            kind: "group",
            number: group.number,
            hue: network.hues[at],
            pattern: network.patterns[at],
            quiet: Boolean(focus) && (Boolean(focus.piece) || !network.areas[at].some((id) => isLit(focus, id, network.of(id)))),
            corners: corners[at],
            padding: this.reach(at, padding),
          }]
        : [],
    );
    if (!focus?.piece) return names;
    const pieces = state.broken.flatMap((ids, at) => {
      const known = ids.filter((id) => network.has(id) && network.of(id).shown);
      // One who stands alone has a name already; a long row of such labels would hide the map.
      if (!known.length || (ids.length === 1 && state.broken.length > state.colours.groups.length)) return [];
      const points = known.map((id) => view(network.of(id)));
      const text = (ids.length === 1 ? state.words.one_cut_off : state.words.cut_off).replace("{count}", ids.length);
      return [{ text, kind: "piece", number: at, hue: state.colours.broken, pattern: 0, quiet: false, corners: hull(points).reverse(), padding: 15 }];
    });
    return [...pieces, ...names];
  }

  // How far an area reaches beyond the middles of its discs.
  reach(at, padding) {
    const one = this.network.of(this.network.areas[at][0]);
    return one.members ? this.sigma.scaleSize(one.radius) : padding;
  }

  captionAt(view) {
    if (!this.network.caption || !this.network.inStrip.length) return null;
    return { text: this.network.caption, ...view({ x: 14, y: 15 }) };
  }

  pointedAt(discs) {
    return discs.find(({ id }) => id === this.focus?.point) ?? null;
  }

  // A whole group has its name already.
  labelled(discs) {
    const { focus, network } = this;
    return discs.filter(({ id }) => id !== focus?.point && !network.of(id).members && isLit(focus, id, network.of(id)));
  }

  nameAt({ x, y }) {
    return this.texts.find(
      (text) => text.kind === "group" && text.shown && x >= text.x && x <= text.x + text.width && y >= text.y && y <= text.y + text.height,
    );
  }

  pickName(event) {
    const name = this.nameAt(event);
    if (name) this.events.pick(name.number);
    return Boolean(name);
  }

  zoom(factor) {
    const camera = this.sigma.getCamera();
    camera.animate({ ratio: camera.getBoundedRatio(camera.ratio / factor) }, { duration: calm() ? 1 : 200 });
  }

  whole() {
    this.sigma.getCamera().animate({ x: 0.5, y: 0.5, ratio: 1, angle: 0 }, { duration: calm() ? 1 : 300 });
  }

  centre(id) {
    this.wanted = id;
    if (!this.network?.has(id)) return;
    this.wanted = null;
    const { x, y } = this.sigma.getNodeDisplayData(id);
    const camera = this.sigma.getCamera();
    const state = { x, y, ratio: Math.min(camera.ratio, 0.65) };
    if (calm()) camera.setState(state);
    else camera.animate(state, { duration: 500 });
  }

  // The keyboard's place on the map: where it is, or the selected organization, or the most important one.
  step(across, up) {
    if (!this.network) return null;
    const at = this.state.cursor ?? (this.network.has(this.state.selected) ? this.state.selected : null);
    const next = at ? this.network.towards(at, across, up) : this.network.byRank.find((id) => this.network.of(id).shown);
    if (!next) return at;
    this.point({ hovered: next, cursor: next });
    this.intoView(next);
    return next;
  }

  intoView(id) {
    const { x, y } = this.view()(this.network.of(id));
    const { width, height } = this.sigma.getDimensions();
    if (x > 30 && y > 30 && x < width - 30 && y < height - 30) return;
    const place = this.sigma.getNodeDisplayData(id);
    this.sigma.getCamera().animate({ x: place.x, y: place.y }, { duration: calm() ? 1 : 200 });
  }

  // For tests and for reading aloud, in pixels of the page's viewport.
  position(id) {
    if (!this.network?.has(id)) return null;
    const { left, top } = this.stage.getBoundingClientRect();
    const { x, y } = this.view()(this.network.of(id));
    return { x: x + left, y: y + top };
  }

  written() {
    const { left, top } = this.stage.getBoundingClientRect();
    const below = this.state.hovered ? this.texts.filter(({ kind }) => kind !== "organization") : this.texts;
    return [...this.over, ...below].map(({ text, kind, lines, x, y, width, height, shown, id, number }) => ({
      text, kind, id, number, drawn: lines.join(" "), x: x + left, y: y + top, width, height, shown,
    }));
  }

  kill() {
    clearTimeout(this.rest);
    this.watch.disconnect();
    document.fonts.removeEventListener("loadingdone", this.reset);
    this.sigma.kill();
  }
}

export { HEIGHT, WIDTH };
