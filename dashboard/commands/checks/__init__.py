"""What ``sweetspot doctor`` looks at; no check tells anything about a member."""
