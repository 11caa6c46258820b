"""`python -m microsite` is the same as `microsite`."""

from .cli import main

main(prog_name="microsite")
