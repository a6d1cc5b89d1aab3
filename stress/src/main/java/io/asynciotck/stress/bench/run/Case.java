package io.asynciotck.stress.bench.run;

import io.asynciotck.stress.server.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Something that loops do, and which of them are measured doing it.
 *
 * @param id its name in files
 * @param title its name for people
 * @param kind what is measured
 * @param subjects who is measured, the reference first
 * @param gates what is expected of the reference compared with others
 * @param limit what is expected of the reference alone
 * @param series which series of growing sizes it belongs to, or empty
 * @param size how many there are of what is in the title
 * @param isKey whether the short form measures it
 * @param load what is done to a server; empty if none is measured
 */
record Case(
    String id,
    String title,
    Kind kind,
    List<Subject> subjects,
    List<Gate> gates,
    Optional<Limit> limit,
    String series,
    int size,
    boolean isKey,
    Optional<Load> load) {

  /** What is measured. */
  enum Kind {
    /** Nanoseconds for an operation. */
    TIME("ns"),
    /** Nanoseconds for an operation, with coroutines on the fall-back. */
    FALLBACK_TIME("ns"),
    /** Nanoseconds for an operation, with the parallel collector. */
    PARALLEL_GC_TIME("ns"),
    /** Nanoseconds for an operation, with a young generation that holds a million stacks. */
    LARGE_YOUNG_TIME("ns"),
    /** Bytes of heap for an item. */
    BYTES("B"),
    /** Nanoseconds of processor time that a request costs a server. */
    SERVER_TIME("ns"),
    /** Bytes that a connection takes in a server. */
    SERVER_BYTES("B"),
    /** Nanoseconds, as percentiles. */
    LATENCY("ns");

    private final String unit;

    Kind(String unit) {
      this.unit = unit;
    }

    String unit() {
      return unit;
    }
  }

  Optional<Gate> gate(Peer peer) {
    return gates.stream().filter(gate -> gate.peer() == peer).findFirst();
  }

  /** The same with nobody but the reference and those whose ratios the baseline has. */
  Case forBaseline() {
    List<Subject> some =
        subjects.stream()
            .filter(subject ->
                subject.peer() == Peer.REFERENCE || Baseline.isComparable(subject.peer()))
            .toList();
    return new Case(id, title, kind, some, gates, limit, series, size, isKey, load);
  }

  static Builder of(String id, String title, Class<?> benchmark) {
    return new Builder(id, title, benchmark);
  }

  /** Puts a case together. */
  static final class Builder {
    private final String id;
    private final String title;
    private final Class<?> benchmark;
    private final List<Subject> subjects = new ArrayList<>();
    private final List<Gate> gates = new ArrayList<>();
    private Kind kind = Kind.TIME;
    private String parameter = "";
    private int size = 1;
    private String series = "";
    private boolean isKey;
    private @Nullable Limit limit;
    private @Nullable Load load;

    private Builder(String id, String title, Class<?> benchmark) {
      this.id = id;
      this.title = title;
      this.benchmark = benchmark;
    }

    Builder kind(Kind measured) {
      kind = measured;
      return this;
    }

    /** With a parameter of the benchmark. Comes before the subjects. */
    Builder with(String name, int value) {
      parameter = name;
      size = value;
      return this;
    }

    /** As the member of a series of growing sizes. */
    Builder growing(String name) {
      series = name;
      return this;
    }

    Builder key() {
      isKey = true;
      return this;
    }

    Builder subject(Peer peer, String method) {
      subjects.add(new Subject(peer, benchmark.getName() + "." + method, parameter, size));
      return this;
    }

    /** CPython and uvloop, by a case of the Python program. */
    Builder pythons(String program) {
      subjects.add(new Subject(Peer.CPYTHON, program, parameter, size));
      subjects.add(new Subject(Peer.UVLOOP, program, parameter, size));
      return this;
    }

    /** With what is done to a server. */
    Builder load(Load chosen) {
      load = chosen;
      kind = chosen.isForMemory() ? Kind.SERVER_BYTES : Kind.SERVER_TIME;
      return this;
    }

    /** Servers of all these, by the name of what they serve. */
    Builder servers(String service, Peer... peers) {
      for (Peer peer : peers) {
        subjects.add(new Subject(peer, service, "", size));
      }
      return this;
    }

    Builder gate(Gate gate) {
      gates.add(gate);
      return this;
    }

    Builder limit(double must) {
      limit = new Limit(must, OptionalDouble.empty());
      return this;
    }

    Builder limit(double must, double stretch) {
      limit = new Limit(must, OptionalDouble.of(stretch));
      return this;
    }

    Case build() {
      return new Case(
          id,
          title,
          kind,
          List.copyOf(subjects),
          List.copyOf(gates),
          Optional.ofNullable(limit),
          series,
          size,
          isKey,
          Optional.ofNullable(load));
    }
  }
}
