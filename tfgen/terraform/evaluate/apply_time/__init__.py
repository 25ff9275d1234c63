"""What a plan cannot know yet: values that a provider decides in the apply."""
