"""Know · Protect · Report: a generator of educational microsites.

Data flows one way: `data/` and `docs/` are read into typed models, checked, and handed to
MkDocs by `plugin.py`, the only module that knows the engine.
"""

__version__ = "0.1.0"
