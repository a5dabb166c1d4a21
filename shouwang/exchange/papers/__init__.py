"""Papers of a child's file: the texts that go onto them, and the page that previews, prints and counts them."""
