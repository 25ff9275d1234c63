"""Rules about arguments and blocks, by the provider's schema."""
