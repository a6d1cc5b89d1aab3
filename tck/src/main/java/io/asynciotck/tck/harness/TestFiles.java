package io.asynciotck.tck.harness;

import io.asynciotck.api.io.Buffer;
import io.asynciotck.api.io.File;
import io.asynciotck.api.io.Pipe;
import io.asynciotck.api.io.Socket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files and pipes of one test, on the side of the implementation. They are closed at its end,
 * whatever it does, and the files are deleted. Used in the thread of the test.
 */
public final class TestFiles {
  private final Bench bench;
  private final Session session;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Path> made = new ArrayList<>();

  TestFiles(Bench bench, Session session) {
    this.bench = bench;
    this.session = session;
  }

  /**
   * Makes an empty file, which is deleted at the end of the test. The program of a failure makes
   * one of its own.
   *
   * @throws IOException if it cannot be made
   */
  public Path newFile() throws IOException {
    Path path = Files.createTempFile("asyncio-tck", ".bin");
    made.add(path);
    return path;
  }

  /**
   * Makes the implementation write a new file and open it; so a program of a failure does, too.
   *
   * @throws IOException if it cannot be written
   */
  public File write(byte[] content) throws IOException {
    return write(newFile(), content);
  }

  /**
   * Does the same with bytes that the implementation has.
   *
   * @throws IOException if it cannot be written
   */
  public File write(Buffer content) throws IOException {
    return write(newFile(), content);
  }

  /**
   * Makes the implementation write the file of a path and open it.
   *
   * @throws IOException if it cannot be written
   */
  public File write(Path path, byte[] content) throws IOException {
    File file = open(path, "w+b");
    file.write(content);
    file.seek(0);
    return file;
  }

  /**
   * Does the same with bytes that the implementation has.
   *
   * @throws IOException if it cannot be written
   */
  public File write(Path path, Buffer content) throws IOException {
    File file = open(path, "w+b");
    file.write(content);
    file.seek(0);
    return file;
  }

  /**
   * Opens a file for the implementation to write text.
   *
   * @throws IOException if it cannot be opened
   */
  public File writeText(Path path) throws IOException {
    return open(path, "w");
  }

  private File open(Path path, String mode) throws IOException {
    File file = session.builtins().open(path.toString(), mode);
    opened.add(file);
    return file;
  }

  /**
   * Makes a pipe: the end that is read, and the one that is written. Both block.
   *
   * @throws IOException if the system makes none
   */
  public List<Pipe> pipe() throws IOException {
    noteWhatIsOpen();
    List<Object> ends = session.surroundings().operatingSystem().pipe();
    return List.of(open(ends.get(0), "rb"), open(ends.get(1), "wb"));
  }

  /**
   * Makes two sockets that are connected, each used like a pipe. Both block.
   *
   * @param mode how the first of them is opened
   * @throws IOException if the system makes none
   */
  public List<Pipe> socketsAsPipes(String mode) throws IOException {
    List<Socket> pair = bench.sockets().socketpair();
    return List.of(open(pair.get(0).detach(), mode), open(pair.get(1).detach(), "r+b"));
  }

  /**
   * Makes a named pipe: the end that is read, and the one that is written. Both block.
   *
   * @throws IOException if the system makes none
   */
  public List<Pipe> namedPipe(Path path) throws IOException {
    noteWhatIsOpen();
    session.surroundings().operatingSystem().mkfifo(path.toString());
    Pipe both = open(path.toString(), "r+b"); // Else each of the others would wait for the other.
    List<Pipe> ends = List.of(open(path.toString(), "rb"), open(path.toString(), "wb"));
    both.close();
    return ends;
  }

  /**
   * Makes a terminal: the end of a person, and the terminal. Both block.
   *
   * @param mode how the terminal is opened
   * @throws IOException if it cannot be opened
   * @throws NotClaimedError if the system has none
   */
  public List<Pipe> terminal(String mode) throws IOException {
    noteWhatIsOpen();
    List<Object> ends = terminal();
    return List.of(open(ends.get(0), "r+b"), open(ends.get(1), mode));
  }

  private List<Object> terminal() {
    try {
      return session.surroundings().operatingSystem().openpty();
    } catch (IOException none) {
      throw new NotClaimedError("the system has no terminals to give");
    }
  }

  /** What is open from here on was left open by the test. */
  private void noteWhatIsOpen() {
    Object _ = bench.sockets();
  }

  private Pipe open(Object file, String mode) throws IOException {
    Pipe end = session.builtins().open(file, mode, 0);
    opened.add(end);
    return end;
  }

  /** Closes what the test has opened, and deletes what it has made. */
  void close() {
    for (AutoCloseable file : opened) {
      try {
        file.close();
      } catch (Exception gone) {
        // It is closed, or cannot be.
      }
    }
    made.forEach(path -> path.toFile().delete());
  }
}
