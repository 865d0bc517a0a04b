// StepsmithTesting
