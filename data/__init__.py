"""What comes with the program: registers, notes and mappings, as files beside this one."""
