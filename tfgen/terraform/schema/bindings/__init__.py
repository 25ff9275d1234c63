"""Provider schemas derived from a provider's CDK bindings (``cdktn-provider-NAME``).

The bindings are generated from a provider's schema, so they hold most of it again: names, types, whether an
argument is required, optional or computed, blocks and their nesting. A package is a wheel around an npm
archive; its JavaScript is read as text and never run. ``archive`` opens the wheel, ``scripts`` and ``declarations``
read a file each, ``derive`` makes the schema.
"""
