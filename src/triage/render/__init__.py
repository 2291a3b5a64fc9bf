"""What people see: panels, tables, plain text, CSV. Gives back strings; never writes."""
