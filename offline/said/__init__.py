"""What a page says and shows, as data that a browser builds the page from: texts, controls, components, bytes."""
