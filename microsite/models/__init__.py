"""Typed models of everything that is written in `data/`, in `edition.yml` and in front matter."""
