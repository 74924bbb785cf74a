"""The import law of docs/design.md: data flows one way, heavy libraries load only when used."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "sitroom"

# layer -> what it may import besides itself
BASE = {"model", "errors"}
DATA = BASE | {"ontology", "lang"}
ALLOWED = {
    "model": {"errors"},
    "errors": set(),
    "ontology": BASE,
    "lang": BASE | {"ontology"},
    "ingest": DATA,
    "clean": DATA,
    "annotate": DATA,
    "store": DATA,
    "situation": DATA,
    "config": BASE,
    "pipeline": DATA | {"ingest", "clean", "annotate"},
    "room": DATA | {"ingest", "clean", "annotate", "store", "situation", "config", "pipeline"},
    "outputs": DATA | {"ingest", "clean", "annotate", "store", "situation", "config", "pipeline", "room", "__init__"},
    "__init__": DATA | {"pipeline", "room"},
}


def layer_of(path: Path) -> str:
    parts = path.relative_to(SRC).parts
    return parts[0].removesuffix(".py")


def imported_layers(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            module = node.module or ""
            if module == "sitroom":
                found |= {
                    a.name if (SRC / a.name).exists() or (SRC / f"{a.name}.py").exists() else "__init__"
                    for a in node.names
                }
            elif module.startswith("sitroom."):
                found.add(module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {
                a.name.split(".")[1] if "." in a.name else "__init__"
                for a in node.names
                if a.name.split(".")[0] == "sitroom"
            }
    return found


@pytest.mark.parametrize("path", sorted(SRC.rglob("*.py")), ids=lambda p: str(p.relative_to(SRC)))
def test_a_layer_imports_only_what_stands_before_it(path: Path) -> None:
    layer = layer_of(path)
    assert imported_layers(path) - {layer} <= ALLOWED[layer]


HEAVY = (
    "spacy",
    "fastapi",
    "uvicorn",
    "jinja2",
    "trafilatura",
    "sqlalchemy",
    "httpx",
)


@pytest.mark.parametrize("module", ["sitroom", "sitroom.model", "sitroom.lang", "sitroom.outputs.cli"])
def test_heavy_libraries_load_only_when_used(module: str) -> None:
    code = f"import {module}, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
