"""Run with ``python -m brm_tui``."""

from brm_tui.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
