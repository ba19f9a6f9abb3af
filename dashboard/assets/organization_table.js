// What the table of organizations draws by itself: bars in its cells, a list as a filter, blanks last.
// AG Grid's component for Dash looks for both objects when it is first drawn.

(function () {
  const { createElement } = window.React;
  const components = (window.dashAgGridComponentFunctions = window.dashAgGridComponentFunctions || {});
  const functions = (window.dashAgGridFunctions = window.dashAgGridFunctions || {});

  const written = (value) => value.toLocaleString(
    document.documentElement.lang,
    Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );

  // A number with a bar behind it, as long as its share of the highest number of the column.
  components.MeasureBar = function MeasureBar({ value, most, waiting, data }) {
    if (waiting || !data) return createElement("span", { className: "muted" }, "...");
    if (value === null || value === undefined) return createElement("span", { className: "muted" }, "-");
    const share = most > 0 ? Math.max(0, Math.min(1, value / most)) : 0;
    return createElement("span", { className: "measure-cell" },
      createElement("span", { className: "measure-bar", style: { inlineSize: 100 * share + "%" } }),
      createElement("span", { className: "measure-number" }, written(value)));
  };

  // The values of a column with few of them, in place of a field to type in.
  components.ChoiceFilter = function ChoiceFilter({ model, api, column, choices, all, none, label }) {
    const chosen = !model ? "all" : model.type === "blank" ? "blank" : "=" + (model.filter ?? "");
    const choose = (event) => {
      const value = event.target.value;
      api.setColumnFilterModel(column, value === "all" ? null : value === "blank" ? { filterType: "text", type: "blank" }
        : { filterType: "text", type: "equals", filter: value.slice(1) }).then(() => api.onFilterChanged());
    };
    return createElement("select", { className: "choice-filter", "aria-label": label, value: chosen, onChange: choose },
      createElement("option", { value: "all" }, all),
      choices.map((choice) => createElement("option", { key: choice, value: "=" + choice }, choice)),
      createElement("option", { value: "blank" }, none));
  };

  // Blanks come last in either direction, as on the server.
  functions.blanksLast = function (one, other, oneNode, otherNode, isDescending) {
    const isBlank = (value) => value === null || value === undefined;
    if (isBlank(one) || isBlank(other)) return (isBlank(one) - isBlank(other)) * (isDescending ? -1 : 1);
    const [first, second] = typeof one === "string" ? [one.toLowerCase(), other.toLowerCase()] : [one, other];
    return first < second ? -1 : first > second ? 1 : 0;
  };
})();
