"""Know · Protect · Report: a generator of educational microsites.

Data flows one way: `data/` and `docs/` are read into typed models, checked, and handed to
MkDocs by `plugin.py`, the only module that knows the engine.
"""

from datetime import date

__version__ = "0.1.0"
RELEASED = date(2026, 11, 25)
"""The day of the release: no fact in it is younger."""
