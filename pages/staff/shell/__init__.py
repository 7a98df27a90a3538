"""What all staff screens share: the gate, the frame, the screen of one tab."""
