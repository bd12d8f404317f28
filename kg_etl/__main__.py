"""`python -m kg_etl` is `kg-etl`."""

from kg_etl.cli import main

if __name__ == "__main__":
    main()
