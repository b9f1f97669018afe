//! The bill in the making.
