"""Reading the messages of the source: the calls that translate, and the texts that no call translates."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

__all__ = ["FORMS", "Source", "places"]

FORMS = {"text": 1, "translated": 1, "gettext_noop": 1, "counted": 2, "numbered": 2, "ngettext_noop": 2}
"""The functions that take messages, with how many forms of one they take."""

COMPONENTS = {"html", "dmc", "dcc", "dag"}
TEXT_PROPERTIES = {
    "children", "label", "placeholder", "title", "description", "alt", "aria-label", "headerName", "summary",
    "nothingFoundMessage", "valueFormat",
}  # fmt: skip
NOT_SHOWN = {
    "GapTable",
    "LongList",
    "Pieces",
    "Still",
    "NetworkMap",
    "MeasureBar",
    "ChoiceFilter",  # the names of components in the browser
    "Int64",
    "Float64",  # dtypes
    "working on",  # style classes
    "Arial, 'Liberation Sans', Helvetica, sans-serif",
    "Inter, 'Noto Sans Arabic', system-ui, sans-serif",
    "Cache-Control",
    "Content-Disposition",  # headers of answers
    "| view | question | address |",  # the documentation, which is English
}
UNSEEN = {"className", "style", "theme", "config", "role", "href", "fontFamily"}
"""Properties whose value nobody reads."""


def places(message: str) -> set[str]:
    """Return the names of the places in a message."""
    return {name for _, name, _, _ in Formatter().parse(message) if name is not None}


def called(call: ast.Call) -> str:
    """Return the name of the function that is called, without its module."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


class Source:
    """One module: its messages, how they are filled, and its texts that are no message."""

    def __init__(self, path: Path, code: str | None = None) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8") if code is None else code)
        self.assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(self.tree):
            for target, value in _assignments(node):
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        self.assigned.setdefault(name.id, []).append(value)

    def calls(self) -> Iterator[ast.Call]:
        """Yield the calls that take messages."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and called(node) in FORMS:
                yield node

    def messages(self) -> set[tuple[str, ...]]:
        """Return the messages that stand in calls: one form, or one and several."""
        found = set()
        for call in self.calls():
            forms = call.args[: FORMS[called(call)]]
            if all(isinstance(form, ast.Constant) for form in forms) and len(forms) == FORMS[called(call)]:
                found.add(tuple(str(form.value) for form in forms if isinstance(form, ast.Constant)))
        return found

    def wrongly_filled(self, tables: dict[str, set[str]]) -> Iterator[str]:
        """Yield the calls whose message has other places than the call fills.

        Parameters
        ----------
        tables : dict
            The messages that a name of another module stands for.
        """
        for call in self.calls():
            if called(call) in {"gettext_noop", "ngettext_noop"} or self._is_definition(call):
                continue
            filled = {str(keyword.arg) for keyword in call.keywords if keyword.arg != "language"}
            own = {"number"} if FORMS[called(call)] == 2 else set()
            forms = call.args[: FORMS[called(call)]]
            if all(isinstance(form, ast.Constant) for form in forms):
                for form in forms:
                    wanted = places(str(form.value)) if isinstance(form, ast.Constant) else set()
                    if wanted - own != filled:
                        yield f"{self.path.name}:{call.lineno} fills {sorted(filled)} of {sorted(wanted)}"
                continue
            if any(isinstance(part, ast.IfExp) for part in forms if _literals(part)):
                yield f"{self.path.name}:{call.lineno} chooses between two literals: the template would join them"
            messages = set().union(*(self.stands_for(form, tables) for form in forms))
            wanted = set().union(*(places(message) for message in messages)) - own
            # A field of a record is checked where the record is made: it has no places.
            is_field = all(isinstance(form, ast.Attribute) for form in forms) and not filled
            if not (messages or is_field) or wanted != filled:
                yield f"{self.path.name}:{call.lineno} fills {sorted(filled)} of {sorted(wanted)}"

    def _is_definition(self, call: ast.Call) -> bool:
        """Return whether the call hands on the arguments of a function that takes messages itself."""
        return any(
            isinstance(node, ast.FunctionDef) and node.name in FORMS and call in ast.walk(node)
            for node in ast.walk(self.tree)
        )

    def stands_for(
        self, expression: ast.expr, tables: dict[str, set[str]], seen: frozenset[str] = frozenset()
    ) -> set[str]:
        """Return the marked messages that an expression may be."""
        found: set[str] = set()
        for node in ast.walk(expression):
            if isinstance(node, ast.Call) and called(node) in {"gettext_noop", "ngettext_noop"}:
                found |= {str(form.value) for form in node.args if isinstance(form, ast.Constant)}
            elif isinstance(node, ast.Name) and node.id not in seen:
                found |= tables.get(node.id, set()) if node.id not in self.assigned else set()
                for value in self.assigned.get(node.id, []):
                    found |= self.stands_for(value, tables, seen | {node.id})
        return found

    def tables(self) -> dict[str, set[str]]:
        """Return the messages of each constant of the module."""
        return {
            name: messages
            for name in self.assigned
            if name.isupper() and (messages := self.stands_for(_name(name), {}))
        }

    def bare_texts(self) -> Iterator[str]:
        """Yield the texts that a reader may see and no call translates."""
        yield from self._bare(self.tree)

    def _bare(self, node: ast.AST) -> Iterator[str]:
        if isinstance(node, ast.Call):
            yield from self._bare_arguments(node)
        elif isinstance(node, ast.Dict):
            yield from self._bare_values(node)
        elif _reads_as_text(node):
            yield f"{self.path.name}:{getattr(node, 'lineno', 0)} {ast.unparse(node)}"
        else:
            for child in _children(node):
                yield from self._bare(child)

    def _bare_values(self, node: ast.Dict) -> Iterator[str]:
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else None
            if name in TEXT_PROPERTIES:
                yield from self._shown(value)
            elif name not in UNSEEN:
                yield from self._bare(value)

    def _bare_arguments(self, call: ast.Call) -> Iterator[str]:
        name = called(call)
        if name == "clientside":
            return  # JavaScript
        is_component = isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) in COMPONENTS
        for argument in call.args[FORMS.get(name, 0) :]:
            yield from self._shown(argument) if is_component else self._bare(argument)
        for keyword in call.keywords:
            if keyword.arg in TEXT_PROPERTIES and (is_component or name == "go"):
                yield from self._shown(keyword.value)
            elif keyword.arg not in UNSEEN:
                yield from self._bare(keyword.value)
        yield from self._bare(call.func)

    def _shown(self, node: ast.expr) -> Iterator[str]:
        """Yield every literal with a letter in what a component shows."""
        if isinstance(node, ast.Call | ast.Dict | ast.Compare | ast.Subscript | ast.Attribute):
            yield from self._bare(node)
        elif isinstance(node, ast.IfExp):
            yield from self._shown(node.body)
            yield from self._shown(node.orelse)
        elif _has_letter(node):
            yield f"{self.path.name}:{node.lineno} {ast.unparse(node)}"
        else:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from self._shown(child)
                elif isinstance(child, ast.comprehension):
                    yield from self._bare(child)


def _children(node: ast.AST) -> list[ast.AST]:
    """Return the parts of a node without docstrings, annotations, errors and the list of public names."""
    if isinstance(node, ast.Raise | ast.Assert | ast.arg) or (isinstance(node, ast.Assign) and _is_all(node)):
        return []
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return []
    annotations = [getattr(node, name, None) for name in ("annotation", "returns")]
    return [child for child in ast.iter_child_nodes(node) if child not in annotations]


def _is_all(node: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets)


def _name(name: str) -> ast.expr:
    return ast.parse(name, mode="eval").body


def _assignments(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr | ast.AugAssign) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter


def _literals(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call) and called(node) in FORMS:
        return []
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []


def _words(node: ast.AST) -> str:
    """Return the literal part of a string; blank for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _has_letter(node: ast.AST) -> bool:
    return any(letter.isalpha() for letter in _words(node))


def _reads_as_text(node: ast.AST) -> bool:
    """Return whether a string starts with a capital and a small letter, or has a blank between two words."""
    words = _words(node)
    if words in NOT_SHOWN:
        return False
    pieces = [piece.strip(".,:;!?()'\"") for piece in words.split()]
    n_words = sum(piece.isalpha() for piece in pieces)
    starts = words.strip()[:2]
    return n_words > 1 or (len(starts) == 2 and starts[0].isupper() and starts[1].islower())
