"""ONNX files: read by a small reader of our own, and run, where they shall be judged, by ONNX Runtime."""
