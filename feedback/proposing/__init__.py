"""What happened to a child proposes whom to ask: a person presses, or a setting lets the safe ones go."""
