"""The catalogue as HATS, which LSDB and TOPCAT read (https://hats.readthedocs.io)."""
