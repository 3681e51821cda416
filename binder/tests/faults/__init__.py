"""What goes wrong in class, on a projector: each fault is really brought about, and must be survived."""
