"""Tests of tfgen.sandbox.emulator: moto with the patches, asked through the client of AWS."""
