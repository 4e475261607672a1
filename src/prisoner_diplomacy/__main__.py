"""Start the command line; signals are heeded before anything that takes time is loaded."""

from prisoner_diplomacy import interrupts


def main() -> None:
    """Run the command line."""
    interrupts.heed()
    try:
        from prisoner_diplomacy.cli import main as run
    except interrupts.Stopped:
        interrupts.tell()
        raise
    run()


if __name__ == "__main__":
    main()
