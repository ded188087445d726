//! What Amazon Pay does, tried over every store.
