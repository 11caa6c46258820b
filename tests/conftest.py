"""What all tests share: the project, copies of it to break, and the site, built once a session."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from microsite import bundling, printing
from microsite.site import Site

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("data", "docs", "overrides", "edition.yml", "mkdocs.yml")
PATIENCE = 120  # seconds for another worker's build


def mkdocs_build(project: Path, target: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` as a user would."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target), *options],
        cwd=project,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
    )


@pytest.fixture(scope="session")
def site() -> Site:
    """What is read and checked before a build."""
    return Site.load(ROOT)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site. Workers of one session share it: the first to come builds, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    target, lock, done = shared / "site", shared / "site.lock", shared / "site.done"
    try:
        lock.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + PATIENCE
        while not done.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
    else:
        result = mkdocs_build(ROOT, target)
        done.write_text(result.stderr)
        assert result.returncode == 0, result.stderr
    assert (target / "index.html").exists(), done.read_text()
    return target


@pytest.fixture(scope="session")
def printed_site(built: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with links to a few PDFs, which have no more in them than their names need."""
    folder = tmp_path_factory.mktemp("printed") / "site"
    shutil.copytree(built, folder, copy_function=os.link)
    work = [job for job in printing.jobs(site, ("fr", "pt")) if "staff-briefing" in job.page]
    for job in work:
        (folder / job.pdf).parent.mkdir(parents=True, exist_ok=True)
        (folder / job.pdf).write_bytes(b"%PDF-1.7 " + job.pdf.encode())
    printing.link(site, folder, work)
    return folder


@pytest.fixture(scope="session")
def unpacked(printed_site: Path, site: Site, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Offline bundles, unpacked as on a stick: `fr` alone, and `fr+es` together."""
    stick = tmp_path_factory.mktemp("stick") / "Clé de l’école – niños (2)"
    found = {}
    for languages, together in ((("fr",), False), (("fr", "es"), True)):
        (bundle,) = bundling.bundles(site, printed_site, languages, together)
        with ZipFile(bundling.make(bundle, printed_site, stick).path) as archive:
            archive.extractall(stick)
        found["+".join(languages)] = stick / bundle.name
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project to break."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in SOURCES:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


@pytest.fixture
def edit(project: Path) -> Callable[[str, str, str], None]:
    """Replace a text in a file of the copy; the text has to be there."""

    def replace(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace
