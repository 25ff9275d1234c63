"""HCL: text to trees and back.

A lexer, a grammar, trees with places, layout, literals; JSON too.
"""
