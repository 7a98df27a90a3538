"""An invented authority to try Heard with: nobody in it is real."""
