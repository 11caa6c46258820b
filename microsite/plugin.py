"""The MkDocs plugin: the only module that knows the engine. It wires; the rules are elsewhere.

One build, event by event. mkdocs-static-i18n builds each further language by running the whole
build again inside its own `on_post_build`, on the same plugin objects; so every event but
`on_startup` comes once a language, and the outermost `on_post_build` comes last.

    on_startup      is this `serve` or `build`?
    on_config       read and check everything; set up the engine; then, per language, its pages
    on_files        add the pages of countries; leave out what the theme ships: no page loads it
    on_page_markdown  names become placeholders, so that Markdown does not touch what replaces them
    on_env          templates escape by themselves
    on_page_context names are rendered, the page's view is made
    on_post_page    typography of the language
    on_post_build   the search index of the language; at the very end feeds, exports and the rest, and publication
"""

from __future__ import annotations

import logging
import os
import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click
from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs_static_i18n.config import I18nPluginLanguage

from . import __version__, directory
from .assets import Assets, make_assets
from .blocks import Blocks
from .embeds import embeds
from .exports import exports
from .feeds import make_feeds
from .finder import finder_data
from .findings import InputError
from .formatting import typeset
from .hosting import host_files
from .markup import clean
from .names import NAMES, Call, substitute
from .pages import Page, address_of
from .publishing import discard, publish, staging_folder
from .reviewing import review
from .search import index_script
from .sheets import as_slides
from .site import Site, check_languages
from .view import PageView

log = get_plugin_logger("microsite")

BEFORE_ALL, AFTER_I18N = 100, -150  # static-i18n works at -100
BEFORE_CITE = re.compile(r' (?=<a class="cite")')  # a mark stays with the word before it
EMPTY_SECTION = re.compile(r'<h2 id="[^"]*">[^<]*</h2>\s*(?=<h2|\Z)')  # its one block has nothing to show in this edition
PLACEHOLDER = re.compile(r'<(span|div) data-name="(\d+)"></\1>')


class Settings(Config):
    """What `mkdocs.yml`, or whoever starts the engine, may tell the plugin."""

    edition = Type(str, default=".")
    """The edition's folder, seen from the configuration file; its own folder unless given."""
    languages = ListOfItems(Type(str), default=[])
    """Some of the edition's languages, to look at alone; all of them unless given."""
    share = ListOfItems(Type(str), default=[])
    """Languages to build beside the first one, where machines share the work; all of them unless given."""


class MicrositePlugin(BasePlugin[Settings]):
    """Builds the site from what `Site` has read and checked."""

    site: Site
    assets: Assets
    environment: Environment

    def __init__(self) -> None:
        super().__init__()
        self.serving = False
        self.staging: Path | None = None
        self.target: Path | None = None
        self.wanted: set[str] = set()
        self.finished: set[str] = set()
        self.calls: dict[str, list[Call]] = {}
        self.progress: Callable[[int], None] = lambda total: None
        self.warnings = CountHandler()
        self.warnings.setLevel(logging.WARNING)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember the command. Defining this event also keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"

    # Configuration: everything is read and checked before anything is written.

    @event_priority(BEFORE_ALL)
    def _read(self, config: MkDocsConfig) -> MkDocsConfig:
        i18n = config.plugins["i18n"]
        if i18n.building:  # a further language of the same build
            return config
        root = Path(config.config_file_path or "mkdocs.yml").resolve().parent
        try:
            self.site = Site.load(root / self.config.edition, tuple(self.config.languages))
            check_languages(self.site.edition, self.config.share)
            looks = self.site.layers.looks()
            self.assets = make_assets(looks, self.site.colours, finder_data(self.site), self.site.parts, self.site.logo)
        except (InputError, ValueError) as error:
            raise PluginError(str(error)) from None
        for folder in reversed(looks):
            if str(folder) not in config.theme.dirs:
                config.theme.dirs.insert(0, str(folder))
        self.finished, self.calls = set(), {}
        edition, first = self.site.edition, self.site.languages[0]
        config.site_name = edition.name[first]
        config.site_author = edition.organisation.name
        config.site_description = edition.organisation.description[first] if edition.organisation.description else None
        if not self.serving:
            config.site_url = edition.address
            # MkDocs stamps the compressed sitemap with it.
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(int(self.site.now.timestamp())))
            self._stage(config)
        self._name_what_is_behind()  # its warnings count: a strict build stops on them
        self.wanted = {first, *self.config.share} if self.config.share else set(self.site.languages)
        i18n.config.languages = [self._language(tag, default=tag == first) for tag in self.site.languages]
        return config

    @event_priority(AFTER_I18N)
    def _set_language(self, config: MkDocsConfig) -> MkDocsConfig:
        # One list of pages a language: a page that one language lacks does not break the others,
        # and a regional tag such as pt-BR finds its start page (mkdocs-static-i18n, automatic nav).
        pages = self.site.pages.by_language[self._current(config)]
        config.nav = [page.path for page in pages.values()]
        return config

    on_config = CombinedEvent(_read, _set_language)

    def _language(self, tag: str, *, default: bool) -> I18nPluginLanguage:
        language = I18nPluginLanguage()
        name = self.site.data.interface[tag].language.name
        language.load_dict({"locale": tag, "name": name, "default": default, "build": tag in self.wanted})
        failed, _ = language.validate()
        if failed:
            raise PluginError(f"edition.yml: languages: {failed}")
        return language

    def _stage(self, config: MkDocsConfig) -> None:
        self.target = Path(config.site_dir)
        try:
            self.staging = staging_folder(self.target)
        except OSError as error:
            raise PluginError(
                f"The site cannot be written to {self.target}: {error.strerror}. Give another folder with --site-dir."
            ) from None
        config.site_dir = str(self.staging)
        self.warnings.counts.clear()
        logging.getLogger("mkdocs").addHandler(self.warnings)

    def _name_what_is_behind(self) -> None:
        pages = self.site.pages
        for language, address in pages.missing():
            log.warning(f"docs/{language}/ lacks the page with the address {address!r}")
        for row in review(self.site.data, self.site.date.first_day(), states=("stale", "old")):
            # Not through the log: a strict build would stop, and nothing could be published any more.
            click.echo(f"WARNING -  {row.place}.{row.id} was last checked on {row.confirmed}: somebody has to check it again", err=True)
        for own, original in pages.outdated():
            say = f"{own.file} replaces a page whose words have changed since: `microsite check` shows the difference"
            click.echo(f"WARNING -  {say} ({original.hash})", err=True)
        stale = [page.file for page in pages if pages.is_stale(page)]
        if stale:
            log.info(f"The English page has changed since these were translated: {', '.join(stale)}")

    # Files and pages.

    @event_priority(AFTER_I18N)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave out the theme's own assets (2.5 MB) and ours, which are bundled; add the pages that no file holds."""
        language = self._current(config)
        pages = {f"{language}/{page.path}": page for page in self.site.pages.by_language[language].values()}
        docs = Path(config.docs_dir).resolve()
        for file in list(files):
            page = pages.get(file.src_uri)
            if page is None or page.own or not Path(file.abs_src_path or "").resolve().is_relative_to(docs):
                files.remove(file)
        for name, page in pages.items():
            if name not in files.src_uris:
                files.append(self._generated(page, config))
        return files

    def _generated(self, page: Page, config: MkDocsConfig) -> File:
        file = File.generated(config, f"{page.language}/{page.path}", content=page.body)
        file.dest_uri = f"{self.site.url(page.language, page.address)}index.html"
        # mkdocs-static-i18n gives these to the files that it has seen itself, and asks for them later.
        file.locale = file.locale_alternate_of = file.localization = page.language
        file.norm_src_uri, file.alternates = page.path, {page.language: file}
        return file

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Put an empty element in the place of each name, and plain words in that of links to pages that were left out."""
        calls = self.calls[page.file.src_uri] = []

        def keep(call: Call) -> str:
            calls.append(call)
            element = "div" if NAMES[call.name].block else "span"
            return f'<{element} data-name="{len(calls) - 1}"></{element}>'

        own = self._own(page, config)
        if own.address == "":
            page.meta["template"] = "home.html"
        return substitute(self.site.pages.unlink(own), keep)

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Keep of an edition's own page what a page may be made of."""
        return clean(html) if self._own(page, config).own else html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Make templates escape by themselves: a name with < in it is text."""
        env.autoescape = True
        env.trim_blocks = env.lstrip_blocks = True
        env.filters["typeset"] = lambda text, language: Markup(typeset(str(escape(text)), language))
        path = urlsplit(config.site_url or "/").path
        env.filters["root_url"] = lambda address: path + address
        self.environment = env
        return env

    def on_template_context(self, context: dict, *, template_name: str, config: MkDocsConfig) -> dict:
        """404.html and sitemap.xml speak for all languages at once."""
        return {**context, "site": self.site, "assets": self.assets, "languages": self.site.languages}

    def _moved(self, language: str, old: str, new: str) -> str:
        """The page at a former address."""
        url = self.site.url
        page = f"{posixpath.relpath(url(language, new) or '.', url(language, old))}/"
        words, address = self.site.data.interface[language], self.site.absolute(language, new)
        html = self.environment.get_template("moved.html").render(language=language, words=words, page=page, address=address)
        return typeset(html.strip() + "\n", language)

    def _not_found(self, language: str) -> str:
        """The page for wrong addresses in the folder of a language, which speaks first there."""
        languages = (language, *(other for other in self.site.languages if other != language))
        return self.environment.get_template("404.html").render(site=self.site, assets=self.assets, languages=languages)

    @event_priority(BEFORE_ALL)
    def on_page_context(self, context: dict, *, page: MkDocsPage, config: MkDocsConfig, nav) -> dict:
        """Render the names of the page, before the search plugin reads its words."""
        language = self._current(config)
        base = "/".join([".."] * page.url.count("/")) or "."
        blocks = Blocks(self.site, language, self.environment, self.assets, base)
        calls = self.calls[page.file.src_uri]
        content = PLACEHOLDER.sub(lambda match: blocks.render(calls[int(match[2])]), page.content or "")
        content = EMPTY_SECTION.sub("", BEFORE_CITE.sub("", content))
        own = self._own(page, config)
        page.content = as_slides(content) if own.front.is_slides else content
        contents = [{"id": heading.id, "title": Markup(heading.title)} for heading in page.toc]
        view = PageView(self.site, own, page.content, contents, blocks, self.assets)
        return {**context, "view": view, "words": self.site.data.interface[language]}

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Set the spaces that the language's typography asks for; make sure that an edition's looks have kept what protects readers."""
        self.progress(sum(len(self.site.pages.by_language[language]) for language in self.wanted))
        if self.site.layers.own("overrides"):
            self._check_safe(output, page, config)
        return typeset(output.strip() + "\n", self._current(config))

    def _check_safe(self, output: str, page: MkDocsPage, config: MkDocsConfig) -> None:
        note = ['class="content-note"'] if self._own(page, config).front.content_note else []
        for sign in ('class="leave"', 'class="help-bar"', 'class="state"', *note):
            if sign not in output:
                raise PluginError(
                    f"overrides: {page.file.src_uri}: found no element with {sign}; expected the parts that protect readers "
                    f"on every page: leaving, the way to help, notes and sources. Include them as the project's templates do."
                )

    # The end of each language, and of all.

    def _write_index(self, config: MkDocsConfig) -> None:
        language = self._current(config)
        pages = self.site.pages.by_language[language].values()
        titles = {self.site.url(language, page.address): self.site.title(page) for page in pages}
        entries = config.plugins["material/search"].search_index.entries
        path = Path(config.site_dir) / "search" / f"{language}.js"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(typeset(index_script(entries, titles, self._services(language)), language), encoding="utf-8")
        self.finished.add(language)

    def _services(self, language: str) -> dict[str, str]:
        """The names of the contacts on the page of each country, by its location."""
        return {
            self.site.url(language, directory.address(code)): " · ".join(card.name for card in self.site.country(code, language).cards)
            for code in self.site.data.reported_countries
        }

    @event_priority(AFTER_I18N)
    def _finish(self, config: MkDocsConfig) -> None:
        if config.plugins["i18n"].building or self.finished != self.wanted:
            return
        folder = Path(config.site_dir)
        self.assets.write(folder)
        template = self.environment.get_template
        texts = {"neutral/index.html": template("neutral.html").render(assets=self.assets), **exports(self.site)}
        cards = dict(embeds(self.site, self.environment))
        texts |= cards
        for feed in make_feeds(self.site):
            texts[feed.url] = template("feed.xml").render(feed=feed, version=__version__) + "\n"
        for language in self.site.languages[1:]:
            texts[f"{language}/404.html"] = self._not_found(language)
        texts |= {f"{self.site.url(language, old)}index.html": self._moved(language, old, new) for language, old, new in self.site.moved}
        tops = {path.name for path in folder.iterdir()} | {address.partition("/")[0] for address in texts} | set(self.site.languages[1:])
        texts |= host_files(self.site, cards.values(), tops)
        for address, text in texts.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        (folder / "search" / "search_index.json").unlink(missing_ok=True)  # all languages in one: ours are apart
        if self.staging:
            self._publish(config)

    on_post_build = CombinedEvent(_write_index, _finish)

    def _publish(self, config: MkDocsConfig) -> None:
        if config.strict and self.warnings.get_counts():
            self._clean_up(config)  # MkDocs now stops with the warnings it counted
            return
        staging, target = self.staging, self.target
        try:
            publish(staging, target)
        except OSError as error:
            raise PluginError(f"The site could not be put in place at {target}: {error.strerror}") from None
        self._clean_up(config)
        log.info(f"The site stands in {target}")

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing half-written."""
        self._clean_up(None)

    def _clean_up(self, config: MkDocsConfig | None) -> None:
        logging.getLogger("mkdocs").removeHandler(self.warnings)
        if self.staging:
            discard(self.staging)
            self.staging = None
        if config is not None and self.target:
            config.site_dir = str(self.target)

    def _own(self, page: MkDocsPage, config: MkDocsConfig) -> Page:
        """Our page behind one of MkDocs."""
        language = self._current(config)
        return self.site.pages.get(language, address_of(page.file.src_uri.removeprefix(f"{language}/")))

    @staticmethod
    def _current(config: MkDocsConfig) -> str:
        return config.plugins["i18n"].current_language
