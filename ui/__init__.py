"""What the pages share: frame, lesson, controls, links; in rooms, components, trainings, and each lesson's own."""
