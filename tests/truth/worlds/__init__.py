"""Groups that a group like ours can be in, made by hands other than ``dashboard.demo``'s."""
