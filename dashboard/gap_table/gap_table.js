// The Dash component: a table of places x causes, one tab stop, whose cells are chosen by pointer or by keys.
// Written as it is served: it has no build and no packages; React is Dash's own.

(function () {
  const { createElement, useEffect, useRef } = window.React;

  const MOVES = {
    ArrowUp: (at) => [at[0] - 1, at[1]],
    ArrowDown: (at) => [at[0] + 1, at[1]],
    Home: (at, last, whole) => [whole ? 0 : at[0], 0],
    End: (at, last, whole) => [whole ? last[0] : at[0], last[1]],
    PageUp: (at) => [at[0] - 10, at[1]],
    PageDown: (at) => [at[0] + 10, at[1]],
  };

  const within = (value, last) => Math.min(Math.max(value, 0), last);
  const place = (cell) => [Number(cell.dataset.row), Number(cell.dataset.column)];

  function GapTable(props) {
    const { id, rows, columns, states, texts, titles, chosen, words, setProps } = props;
    const root = useRef(null), says = useRef(null), at = useRef([0, 0]);
    const last = [rows.length - 1, columns.length - 1];
    const chosenAt = chosen
      ? [rows.findIndex((one) => one.id === chosen[1]), columns.findIndex((one) => one.id === chosen[0])]
      : [-1, -1];
    const isChosen = chosenAt[0] >= 0 && chosenAt[1] >= 0;
    if (isChosen) at.current = chosenAt;
    at.current = [within(at.current[0], last[0]), within(at.current[1], last[1])];

    const cellAt = ([row, column]) => root.current.querySelector(`td[data-row="${row}"][data-column="${column}"]`);
    const tell = (cell) => { says.current.textContent = cell ? cell.title : words.hint; };
    const choose = (cell) => {
      const [row, column] = place(cell);
      setProps({ picked: [columns[column].id, rows[row].id] });
    };
    const rove = (cell) => {
      const before = root.current.querySelector('td[tabindex="0"]');
      if (before) before.tabIndex = -1;
      cell.tabIndex = 0;
      at.current = place(cell);
    };
    const onKey = (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.altKey) return;
      if (event.key === "Enter" || event.key === " ") choose(cell);
      else {
        const mirrored = getComputedStyle(root.current).direction === "rtl" ? -1 : 1;
        const aside = { ArrowLeft: -mirrored, ArrowRight: mirrored }[event.key];
        const from = place(cell);
        const to = aside ? [from[0], from[1] + aside] : MOVES[event.key]?.(from, last, event.ctrlKey || event.metaKey);
        if (!to) return;
        cellAt([within(to[0], last[0]), within(to[1], last[1])]).focus();
      }
      event.preventDefault();
    };

    useEffect(() => tell(null), [rows, columns, titles]);
    useEffect(() => {
      const cell = isChosen && cellAt(chosenAt);
      if (cell && !root.current.contains(document.activeElement)) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    }, [chosen?.[0], chosen?.[1]]);

    const head = createElement("tr", null,
      createElement("th", { scope: "col", className: "gap-corner" }, words.corner),
      columns.map((one) => createElement("th", { key: one.id, scope: "col", title: one.name }, createElement("span", null, one.name))));
    const body = rows.map((row, i) => createElement("tr", { key: row.id },
      createElement("th", { scope: "row" }, row.name),
      columns.map((column, j) => createElement("td", {
        key: column.id, className: "gap-cell cell-" + states[i][j], title: titles[i][j], "aria-label": titles[i][j], role: "gridcell",
        "aria-selected": i === chosenAt[0] && j === chosenAt[1], "data-row": i, "data-column": j,
        tabIndex: i === at.current[0] && j === at.current[1] ? 0 : -1,
      }, texts[i][j]))));
    const table = createElement("table", {
      className: columns.length > 6 ? "gap-table many" : "gap-table", role: "grid", "aria-label": words.label,
      "aria-rowcount": rows.length + 1, "aria-colcount": columns.length + 1,
      onClick: (event) => { const cell = event.target.closest("td"); if (cell) { cell.focus(); choose(cell); } },
      onKeyDown: onKey,
      onFocus: (event) => { const cell = event.target.closest("td"); if (cell) { rove(cell); tell(cell); } },
      onMouseOver: (event) => tell(event.target.closest("td")),
      onMouseLeave: () => tell(null),
    }, createElement("thead", null, head), createElement("tbody", null, body));
    return createElement("div", { id, ref: root, className: "gap-table-place" },
      createElement("div", { className: "gap-scroll" }, table),
      createElement("p", { ref: says, className: "gap-says", "aria-hidden": true }));
  }

  window.partner_gap_table = { GapTable };
})();
