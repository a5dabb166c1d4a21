"""One module a word of the console script; each has `add_parser(subparsers)`."""
