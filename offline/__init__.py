"""The lessons as files that need no server: a folder for any web host, or one HTML file for each lesson."""
