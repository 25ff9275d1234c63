"""Tests of tfgen; they mirror its folders."""
