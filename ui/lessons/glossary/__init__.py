"""What *Glossary* lists: every term with its signs, and where it is seen."""
