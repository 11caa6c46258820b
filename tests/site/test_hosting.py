"""The settings for hosts, tried on a real nginx and a real Caddy; what the published folder tells Netlify and Cloudflare Pages."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import brotli
import pytest
import requests

from microsite.compression import compress, compress_all, files_to_compress
from microsite.embeds import FOLDER as CARDS
from microsite.hosting import host_files, host_of, recipes
from microsite.site import Site

COMPRESSED = ("index.html", "report/es/index.html", "api/v1/reporting.json", "404.html")
# address, status, where it leads or what stands in it
ANSWERS = [
    ("", 200, "Know. Protect. Report."),
    ("report/es/", 200, "Spain"),
    ("fr/", 200, "Savoir"),
    ("api/v1/reporting.json", 200, '"places"'),
    ("api/v1/reporting.csv", 200, "place,id"),
    ("embed/fr/es/", 200, "Espagne"),
    ("feed.xml", 200, "<feed"),
    ("search/en.js", 200, "report"),
    ("nowhere/", 404, '<html lang="en"'),
    ("fr/nowhere/", 404, '<html lang="fr"'),
    ("pt/nowhere", 404, '<html lang="pt"'),
    ("en/report/es/", 301, "/report/es/"),
    ("report/es", 301, "/report/es/"),
    ("know/grooming/", 301, "/know/trends/grooming/"),
    ("fr/know/grooming/", 301, "/fr/know/trends/grooming/"),
]


@pytest.fixture(scope="module")
def site(site: Site) -> Site:
    """The site, with a page that has moved."""
    addresses = site.data.addresses.model_copy(update={"moved": {"know/grooming/": "know/trends/grooming/"}})
    return replace(site, data=replace(site.data, addresses=addresses))


@pytest.fixture(scope="module")
def cards(built: Path) -> list[str]:
    return [path.read_text() for path in sorted((built / CARDS).rglob("index.html"))]


@pytest.fixture(scope="module")
def published(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site with a few compressed files."""
    folder = tmp_path_factory.mktemp("www") / "site"
    shutil.copytree(built, folder, copy_function=os.link)
    for name in COMPRESSED:
        compress(folder / name)
    folder.parent.chmod(0o755)
    return folder


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait(port: int, process: subprocess.Popen, log: Path) -> None:
    for _ in range(200):
        assert process.poll() is None, log.read_text()
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def host(request, site: Site, cards: list[str], published: Path, tmp_path_factory) -> Iterator[str]:
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    text = recipes(site, cards)[{"nginx": "nginx.conf", "caddy": "Caddyfile"}[request.param]]
    text = text.replace("/var/www/site", str(published)).replace("/var/log/nginx", str(folder))
    if request.param == "nginx":
        text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("# brotli_static on", "brotli_static on")
        module = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so"
        head = f"load_module {module};\nuser root;\ndaemon off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n"
        (folder / "nginx.conf").write_text(f"{head}{text}}}\n")
        command = ["nginx", "-c", folder / "nginx.conf", "-e", folder / "log", "-p", folder]
    else:
        name = site.edition.address.removeprefix("https://").rstrip("/")
        text = text.replace(f"{name} {{", f"http://127.0.0.1:{port} {{", 1).replace(
            "log {", f"log {{\n\t\toutput file {folder}/site.log", 1
        )
        (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}")
        command = ["caddy", "run", "--config", folder / "Caddyfile", "--adapter", "caddyfile"]
    log = folder / "output"
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with log.open("w") as output:
        process = subprocess.Popen(list(map(str, command)), stdout=output, stderr=subprocess.STDOUT, env=environment)
    try:
        wait(port, process, log)
        yield f"http://127.0.0.1:{port}/"
        time.sleep(0.2)
        written = (folder / "site.log").read_text()
        assert " 200 " in written or '"status":' in written
        assert "127.0.0.1" not in written.replace(f"127.0.0.1:{port}", "") and "A browser" not in written
    finally:
        process.terminate()
        process.wait()


def ask(address: str, **headers: str) -> requests.Response:
    return requests.get(
        address, headers={"User-Agent": "A browser", "Accept-Encoding": "identity", **headers}, allow_redirects=False, timeout=10
    )


def test_answers_are_what_they_should_be(host: str, site: Site, cards: list[str]):
    wanted = host_of(site, cards)
    for address, status, expected in ANSWERS:
        answer = ask(host + address)
        moved = status == 301 and answer.status_code == 308  # Caddy says so of a folder without its slash
        assert answer.status_code == status or moved, address
        if status == 301:
            assert answer.headers["Location"].endswith(expected), address
            continue
        answer.encoding = "utf-8"
        assert expected in answer.text, address
        rule = next((rule.headers for rule in wanted.rules if f"/{address}".startswith(rule.path.rstrip("*"))), wanted.pages)
        assert {name: answer.headers.get(name) for name in rule} == dict(rule), address
        assert ("Access-Control-Allow-Origin" in answer.headers) == address.startswith("api/"), address


def test_assets_are_kept_for_a_year_and_pages_are_asked_for_again(host: str, published: Path):
    style = next((published / "assets").glob("style.*.css")).name
    assert "immutable" in ask(f"{host}assets/{style}").headers["Cache-Control"]
    first = ask(f"{host}report/es/")
    again = ask(f"{host}report/es/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"") and again.headers["Content-Security-Policy"]


def test_compressed_files_are_sent_as_they_are(host: str, published: Path):
    for name in COMPRESSED[1:3]:
        address, plain = host + name.removesuffix("index.html"), (published / name).read_bytes()
        for encoding, ending in (("br", ".br"), ("gzip", ".gz")):
            with requests.get(address, headers={"Accept-Encoding": encoding}, stream=True, timeout=10) as answer:
                assert answer.headers["Content-Encoding"] == encoding
                assert answer.raw.read(decode_content=False) == (published / (name + ending)).read_bytes()
        assert ask(address).content == plain


def test_kinds_of_files_are_named(host: str):
    kinds = {
        "feed.xml": "xml",
        "api/v1/reporting.json": "application/json",
        "api/v1/reporting.csv": "text/csv",
        "search/en.js": "javascript",
    }
    for address, kind in {"": "text/html", **kinds}.items():
        assert kind in ask(host + address).headers["Content-Type"], address


def test_a_card_may_be_framed_and_a_page_may_not(site: Site, cards: list[str]):
    host = host_of(site, cards)
    policies = {rule.path: rule.headers["Content-Security-Policy"] for rule in host.rules}
    assert "frame-ancestors" not in policies["/embed/*"] and "frame-ancestors 'none'" in host.pages["Content-Security-Policy"]
    assert not any("unsafe" in policy for policy in (*policies.values(), host.pages["Content-Security-Policy"]))


def test_the_published_folder_tells_the_same(built: Path, site: Site, cards: list[str]):
    """`_headers` has each path once: what two rules for one path mean differs between hosts."""
    rules: dict[str, dict[str, str]] = {}
    for line in (built / "_headers").read_text().splitlines():
        if line.startswith("/"):
            assert line not in rules
            rules[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            rules[next(reversed(rules))][name] = value
    host = host_of(site, cards)
    assert {path: headers for path, headers in rules.items() if path in {rule.path for rule in host.rules}} == {
        rule.path: dict(rule.headers) for rule in host.rules
    }
    files = [path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file() and not path.name.startswith(("_", "."))]
    for file in (*files, "pdf/en/sheet.pdf"):
        address = f"/{file}".removesuffix("index.html")
        covering = [rule for rule in rules if address == rule or (rule.endswith("*") and address.startswith(rule[:-1]))]
        assert len(covering) == 1, (address, covering)
    assert len(rules) < 100 and (built / ".nojekyll").exists()  # Cloudflare Pages takes a hundred
    assert (built / "_redirects").read_text().splitlines()[0] == "/en/* /:splat 301"


def test_a_site_in_a_sub_folder_has_its_prefix_everywhere(site: Site, cards: list[str]):
    edition = site.edition.model_copy(update={"address": "https://example.org/children/"})
    below = Site(site.layers, site.now, edition, site.data, site.pages)
    files = host_files(below, cards, ("index.html", "fr"))
    assert all(line.startswith("/children/") for line in files["_headers"].splitlines() if line.startswith("/"))
    assert "/children/en/* /children/:splat 301" in files["_redirects"]
    assert "/children/fr/know/grooming/ /children/fr/know/trends/grooming/ 301" in files["_redirects"]
    assert "location /children/fr/" in recipes(below, cards)["nginx.conf"] and "/children/fr/404.html" in recipes(below, cards)["Caddyfile"]


def test_compressing_twice_gives_the_same_bytes(tmp_path: Path):
    text = "<p>Words that come again and again. </p>" * 40
    (tmp_path / "page.html").write_text(text)
    (tmp_path / "short.html").write_text("<p>")
    (tmp_path / "picture.png").write_bytes(b"x" * 999)
    (tmp_path / "gone.html.br").write_bytes(b"old")
    (tmp_path / ".page.html.br.draft").write_bytes(b"half of it, from a run that was stopped")
    (tmp_path / "sitemap.xml.gz").write_bytes(b"kept by its own name")
    results = []
    for _ in range(2):
        (made,) = compress_all(tmp_path, files_to_compress(tmp_path))
        results.append({path.name: path.read_bytes() for path in tmp_path.iterdir()})
    assert results[0] == results[1] and made.size > 5 * made.brotli
    assert {"page.html.br", "page.html.gz"} == {name for name in results[0] if name.endswith((".br", ".gz"))} - {"sitemap.xml.gz"}
    assert brotli.decompress(results[0]["page.html.br"]).decode() == text == gzip.decompress(results[0]["page.html.gz"]).decode()
