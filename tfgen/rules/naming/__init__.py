"""Rules about names and regions."""
