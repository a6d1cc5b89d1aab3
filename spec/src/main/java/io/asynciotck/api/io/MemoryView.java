package io.asynciotck.api.io;

/** A view of the bytes that another buffer has. Python: {@code memoryview}. */
public interface MemoryView extends Buffer {}
