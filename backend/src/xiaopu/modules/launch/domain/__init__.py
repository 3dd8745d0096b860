"""Pure rules of the launch: steps, modes, states, and what counts as proof."""
