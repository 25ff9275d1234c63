"""Tests of the documentation: its examples, its links, its site.

A page is a Markdown file for people. A section of it (from one ``##`` to the next) is a session in a folder of its
own: blocks whose first line is a comment with a file's name make that file, ``console`` blocks are run.
"""
