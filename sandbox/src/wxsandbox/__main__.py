"""Lets `python -m wxsandbox` do what the `wxsandbox` command does."""

from wxsandbox.cli import app

if __name__ == "__main__":
    app()
