"""What AWS accepts as the values of attributes, from its API models: what no provider schema says."""
