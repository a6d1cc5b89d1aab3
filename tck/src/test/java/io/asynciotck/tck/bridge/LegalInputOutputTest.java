package io.asynciotck.tck.bridge;

import java.util.Map;

/** Loops that are legal in their input and output. */
final class LegalInputOutputTest extends LegalLoops {
  private static final Map<String, String> NEAR =
      Map.ofEntries(
          Map.entry(
              "Piecemeal", "(loop.(sock-recv|add-|stop)|transport.data|stream-reader.(?!read)).*"),
          Map.entry("TellsWhoIsGone", "(transport|write-pipe)\\.(reader|write|conn).*"),
          Map.entry("LateEnds", "(connection|server|transport.(?!class)|start-server).*"),
          Map.entry("LateClosers", "(server.flags|start-server.arg|transport.close.socket).*"),
          Map.entry(
              "OwnTypes", "(loop.(time|call-at|getaddr|sock-(?!send))|connection.addr|timeout).*"),
          Map.entry("MarksOfItsOwn", "(transport.(?!class)|stream-writer.drain|buffered).*"),
          Map.entry("PlainNumbers", "(loop.getaddrinfo|connection.family)\\..*"),
          Map.entry(
              "SingleBytes",
              "(stream-reader.read(\\.|[a-z]+\\.(?!cancel))|open-connection.pair|start-server.streams).*"),
          Map.entry("LaterWrites", "(transport.(write|close|abort|pause-w)|stream-writer).*"),
          Map.entry("TellsLater", "(loop.(add-|remove-|poll|sock-acc)|transport.data).*"),
          Map.entry("ReadsAhead", "(transport.(data|eof|pause-r|resume-r)|buffered).*"),
          Map.entry(
              "BarePlatform",
              "(transport.(pause|writel)|unix-conn|server.rep|stream-.*(drain|limit)|loop.sock-senda).*"),
          Map.entry("WaitsInThreads", "loop.(sock-(rec|acc|senda)|call-soon-thr).*"));

  LegalInputOutputTest() {
    super(NEAR);
  }
}
