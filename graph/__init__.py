"""The library. DESIGN: `docs/design.md` draws its layers; a module imports only from lower ones."""
