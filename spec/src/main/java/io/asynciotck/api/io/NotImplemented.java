package io.asynciotck.api.io;

/** What is raised for what a loop has not. */
final class NotImplemented {

  private NotImplemented() {}

  static UnsupportedOperationException in(Object loop, String method) {
    return new UnsupportedOperationException(method + " is not implemented by " + loop);
  }
}
