"""The learned model: MiniLM with low-rank adapters and a head for each label, trained in TensorFlow, run by ONNX Runtime."""
