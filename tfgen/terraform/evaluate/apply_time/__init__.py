"""Values that a plan cannot know yet: those that a provider decides in the apply."""
