"""`gonghai-server` and `python -m server`."""

from server.cli.program import program


def main() -> None:
    program()


if __name__ == "__main__":
    main()
