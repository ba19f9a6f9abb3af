"""The command ``map``: which column of a spreadsheet holds what."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.help import command
from cli.options import Output, output_options
from cli.output import emit, tell

if TYPE_CHECKING:
    import pandas as pd

    from loaders.formats.mapped import Mapping
    from loaders.reading.opened import Opened

__all__ = ["COMMANDS"]


@command(
    "Say which column of any spreadsheet holds what.",
    "partners map contacts.xlsx --preview",
    'partners map contacts.xlsx --set "Group=organization" --set "Met on=date" --write',
    name="map",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--set", "roles", multiple=True, metavar="COLUMN=ROLE", help="What a column holds; may be repeated.")
@click.option("--shape", metavar="SHAPE", help="What one row is: organizations, pairs, events or presences.")
@click.option("--kind", metavar="KIND", help="The kind of what they did, where no column says it.")
@click.option("--roles", "list_roles", is_flag=True, help="List the roles that a column may have, and leave.")
@click.option("--preview", is_flag=True, help="Print what the mapping makes of the file instead of the mapping.")
@click.option("--write", is_flag=True, help="Keep the mapping beside the file (FILE.mapping.toml).")
@click.option("--anew", is_flag=True, help="Propose again, although a mapping is kept.")
@output_options
def map_(
    *,
    file: Path,
    roles: tuple[str, ...],
    shape: str | None,
    kind: str | None,
    list_roles: bool,
    preview: bool,
    write: bool,
    anew: bool,
    output: Output,
) -> None:
    """Say which column of any spreadsheet holds what; writes nothing without --write.

    One row a column: column, role, confidence (0 to 1), why, examples. The mapping is the one that is kept, else it
    is proposed from headers, HXL tags and what the cells are. With --preview one row a table: table, rows, first. A
    mapping that is kept is used whenever the file, or another in its folder with the same columns, is read.
    """
    from loaders.formats.mapped import mapping_path, save
    from loaders.formats.mapped import preview as previewed
    from loaders.reading.opened import Opened

    if list_roles:
        emit(_role_frame(), output)
        return
    opened = Opened(file)
    mapping = _changed(_found(opened, anew=anew), roles, shape, kind)
    tell(f"One row of {file.name} is read as: {mapping.shape}. 'partners map {file} --shape ...' says otherwise.")
    if preview:
        seen = previewed(opened, mapping)
        n_read, n_kept, n_merged, n_rejected = seen.report.sheets[["read", "kept", "merged", "rejected"]].sum()
        tell(f"Rows: {n_read} read = {n_kept} kept + {n_merged} merged + {n_rejected} rejected.")
        emit(seen.counts, output)
    else:
        emit(mapping.frame(), output)
    if write:
        save(mapping, mapping_path(file))
        tell(f"Wrote {mapping_path(file)}: next, 'partners check {file}'.")


def _found(opened: "Opened", *, anew: bool) -> "Mapping":
    from loaders.formats.mapped import mapping_beside, propose

    stored = None if anew else mapping_beside(opened)
    if stored is None:
        return propose(opened)
    tell(f"The mapping is that of {stored[1]}; --anew proposes again.")
    return stored[0]


def _changed(mapping: "Mapping", roles: tuple[str, ...], shape: str | None, kind: str | None) -> "Mapping":
    from dataclasses import replace

    said = [text.rpartition("=") for text in roles]
    for text, (column, _, role) in zip(roles, said, strict=True):
        if not column or not role:
            msg = f'--set {text!r}: write COLUMN=ROLE, for example --set "Group=organization"; --roles lists the roles.'
            raise click.UsageError(msg)
    changed = mapping.with_roles((column.strip(), role.strip()) for column, _, role in said)
    return replace(changed, shape=shape or changed.shape, kind=kind or changed.kind)


def _role_frame() -> "pd.DataFrame":
    import pandas as pd

    from loaders.formats.mapped.roles import ROLES

    return pd.DataFrame(list(ROLES.items()), columns=["role", "a column that holds"])


COMMANDS = (map_,)
