"""What the stages hand on: the columns of marks, rows and tables, read and written."""
