// The Dash component: fetches the network, hands properties to the drawing, reports back.

import { NetMap } from "./map.js";
import { LassoPane, Tools } from "./tools.js";

const { createElement, useEffect, useRef, useState } = window.React;

const FILL = { position: "absolute", inset: 0 };
const HIDDEN = { position: "absolute", width: 1, height: 1, overflow: "hidden", clipPath: "inset(50%)", whiteSpace: "nowrap" };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function aloud(map, id, words) {
  const { name, partners, members } = map.network.of(id);
  if (members) return words.whole_group.replace("{name}", name).replace("{count}", members);
  const group = map.network.groupOf(id)?.name ?? words.no_group;
  const count = partners === 1 ? words.one_partner : words.partners.replace("{count}", partners);
  return [name, group, count].join(", ");
}

function onKey(event, map, act, say) {
  if (!map?.network || event.ctrlKey || event.metaKey || event.altKey) return;
  const { state } = map;
  if (ARROWS[event.key]) say(map.step(...ARROWS[event.key]));
  else if (event.key === "Enter" && state.cursor) map.click(state.cursor, event.shiftKey);
  else if (event.key === "Escape") {
    map.point({ cursor: null, hovered: null });
    if (state.selected) act.select(null);
    else if (state.chosen.length) act.choose([]);
  } else if (event.key === "+" || event.key === "=") map.zoom(1.5);
  else if (event.key === "-") map.zoom(1 / 1.5);
  else if (event.key === "0") map.whole();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function NetworkMap(props) {
  const { id, dataUrl, selected, highlighted, broken, group, theme, colours, focus, words, chosen, route, picture } = props;
  const root = useRef(null), stage = useRef(null), live = useRef(null), map = useRef(null), latest = useRef(props);
  const [lasso, setLasso] = useState(false);
  const [moved, setMoved] = useState(0);
  const [share, setShare] = useState(0);
  const [drawn, setDrawn] = useState(null);
  const [note, setNote] = useState("");
  const [isFlat, setFlat] = useState(false);
  latest.current = props;

  const picked = (what) => latest.current.setProps({ picked: { ...what, times: (latest.current.picked?.times ?? 0) + 1 } });
  // The map shows at once what was chosen; what follows from it comes with the page's answer.
  const show = (state) => map.current.show({ broken: [], highlighted: null, route: null, group: null, ...state });
  const act = {
    select: (organization) => {
      show({ selected: organization, chosen: [] });
      picked({ organization });
    },
    choose: (organizations) => {
      setNote("");
      show({ selected: null, chosen: organizations });
      picked({ several: organizations });
    },
    moved: setMoved,
    pick: (number) => picked({ group: number }),
  };
  const say = (organization) => {
    if (organization) live.current.textContent = aloud(map.current, organization, words);
  };

  useEffect(() => {
    let drawing;
    try {
      drawing = new NetMap(stage.current, act);
    } catch {
      stage.current.replaceChildren();
      setFlat(true);
      latest.current.setProps({ status: "no-webgl" });
      return undefined;
    }
    map.current = drawing;
    root.current.netmap = {
      sigma: drawing.sigma,
      get graph() { return drawing.network?.graph ?? null; },
      texts: () => drawing.written(),
      route: () => drawing.state.route,
      position: (organization) => drawing.position(organization),
    };
    return () => {
      map.current = null;
      drawing.kill();
    };
  }, []);

  useEffect(() => {
    map.current?.show({
      selected: selected ?? null,
      highlighted: highlighted ?? null,
      broken: broken ?? [],
      group: group ?? null,
      chosen: chosen ?? [],
      route: route ?? null,
      colours,
      words,
    });
  }, [selected, highlighted, broken, group, chosen, route, theme, colours, words]);

  useEffect(() => {
    if (!map.current || !dataUrl) return undefined;
    const stop = new AbortController();
    latest.current.setProps({ status: "loading" });
    fetch(dataUrl, { signal: stop.signal, credentials: "same-origin" })
      .then((reply) => (reply.ok ? reply.json() : Promise.reject(new Error(String(reply.status)))))
      .then((data) => {
        if (stop.signal.aborted) return;
        map.current.load(data);
        setDrawn(map.current.hideWeaker(map.current.share));
        latest.current.setProps({ status: "drawn" });
      })
      .catch((error) => {
        if (!stop.signal.aborted) latest.current.setProps({ status: "failed: " + error.message });
      });
    return () => stop.abort();
  }, [dataUrl]);

  useEffect(() => {
    if (focus) map.current?.centre(focus);
  }, [focus]);

  const hideWeaker = (part) => {
    setShare(part);
    setDrawn(map.current?.hideWeaker(part) ?? null);
  };
  const drawnAround = (corners, added) => {
    setLasso(false);
    stage.current.focus({ preventScroll: true });
    const { count, more } = map.current.choose(corners, added);
    const said = count === 0 ? words.lasso_nobody : more ? words.lasso_too_many : words.lasso_chosen;
    live.current.textContent = said.replace("{count}", count).replace("{more}", more);
    setNote(more || !count ? live.current.textContent : "");
  };

  return createElement("div",
    { id, ref: root, style: { position: "relative", width: "100%", height: "100%", overflow: "hidden", background: colours.background } },
    createElement("div", {
      ref: stage, role: "application", tabIndex: 0, "aria-label": words.label, style: { ...FILL, outlineOffset: -2 },
      onKeyDown: (event) => onKey(event, map.current, act, say),
      onBlur: () => map.current?.point({ cursor: null, hovered: null }),
    }),
    isFlat && picture ? createElement("div", {
      id: id + "-picture", className: "map-picture", role: "img", "aria-label": words.picture,
      style: { backgroundImage: `url("${picture}&theme=${theme}")` },
    }) : null,
    lasso ? createElement(LassoPane, { map: map.current, words, done: drawnAround, leave: () => setLasso(false) }) : null,
    note ? createElement("div", {
      style: {
        position: "absolute", insetInline: 0, top: 8, width: "fit-content", maxWidth: "80%", margin: "0 auto", padding: "4px 12px",
        borderRadius: 6, fontSize: 13, color: colours.background, background: colours.ink,
      },
    }, note) : null,
    createElement(Tools, {
      map: map.current, colours, words, share, drawn, moved, lasso,
      hideWeaker, setLasso, putBack: () => map.current?.drag.back(),
    }),
    createElement("div", { ref: live, "aria-live": "polite", style: HIDDEN }));
}

window.partner_netmap = { NetworkMap };
