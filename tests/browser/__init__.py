"""The page and the embed in a real browser, as people meet them."""
