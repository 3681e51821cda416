"""The parts of binder/lab, one responsibility a module; standard library only."""
