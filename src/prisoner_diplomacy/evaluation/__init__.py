"""The annotator against labels made by hand."""
