"""The room's database. SQLAlchemy loads with `Store`, not with this package."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sitroom.store.digest import digest_of

if TYPE_CHECKING:
    from sitroom.store.store import Store

__all__ = ["Store", "digest_of"]


def __getattr__(name: str) -> Any:
    if name == "Store":
        from sitroom.store.store import Store

        return Store
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
