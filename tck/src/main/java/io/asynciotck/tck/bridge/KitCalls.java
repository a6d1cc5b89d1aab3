package io.asynciotck.tck.bridge;

import static io.asynciotck.tck.bridge.WireWords.ARGS;
import static io.asynciotck.tck.bridge.WireWords.CALL;
import static io.asynciotck.tck.bridge.WireWords.CLOSE;
import static io.asynciotck.tck.bridge.WireWords.DO;
import static io.asynciotck.tck.bridge.WireWords.ID;
import static io.asynciotck.tck.bridge.WireWords.INVOKE;
import static io.asynciotck.tck.bridge.WireWords.NAME;
import static io.asynciotck.tck.bridge.WireWords.OK;
import static io.asynciotck.tck.bridge.WireWords.ON;
import static io.asynciotck.tck.bridge.WireWords.RAISE;
import static io.asynciotck.tck.bridge.WireWords.RETURN;
import static io.asynciotck.tck.bridge.WireWords.SUSPEND;
import static io.asynciotck.tck.bridge.WireWords.THROW;

import io.asynciotck.api.Coroutine;
import io.asynciotck.api.Step;
import io.asynciotck.tck.harness.HarnessError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Carries out what the agent asks of the kit: calls of functions, steps of coroutines. */
final class KitCalls {

  /** An answer, with the value that it names. */
  record Answer(ObjectNode message, @Nullable Object value) {}

  private final Agent agent;
  private final Wire wire;
  private final Exports exports;

  KitCalls(Agent agent, Wire wire, Exports exports) {
    this.agent = agent;
    this.wire = wire;
    this.exports = exports;
  }

  /** Carries a request out, in the logical thread of its channel. */
  Answer answer(Channel channel, JsonNode request) {
    ObjectNode answer = Wire.JSON.objectNode();
    answer.set(ID, request.path(ID));
    agent.released(request);
    if (!request.path(DO).isString() || !request.path(ON).isInt()) {
      throw agent.fail(
          new AgentProtocolError(
              "The agent sent a request that names no action or no object: "
                  + Messages.shorten(request)));
    }
    int on = request.get(ON).asInt();
    if (exports.isOfEarlierTest(on)) {
      // A thread of the implementation has not heard yet that its test is over.
      return raised(answer, new AgentRefusedError("The test that made object " + on + " is over."));
    }
    Channels.Scope outer = agent.channels().enter(channel, null);
    try {
      return perform(channel, request, answer);
    } catch (AgentProtocolError broken) {
      throw agent.fail(broken);
    } catch (AgentDiedError end) {
      throw end;
    } catch (HarnessError error) {
      channel.stopWith(error);
      return raised(answer, error);
    } catch (Throwable raised) {
      return raised(answer, raised);
    } finally {
      agent.channels().leave(outer);
    }
  }

  private Answer raised(ObjectNode answer, Throwable raised) {
    answer.set(RAISE, wire.encodeException(raised));
    return new Answer(answer, raised);
  }

  private Answer perform(Channel channel, JsonNode request, ObjectNode answer) throws Throwable {
    Exports.Export export = exports.get(request.get(ON).asInt());
    String action = request.get(DO).asString();
    if (action.equals(CALL)) {
      return call(export, export.function(), request.path(ARGS), answer);
    }
    if (action.equals(INVOKE)) {
      Class<?> kind = ApiTypes.protocolOf(export.target);
      KitFunction method = KitFunction.named(kind, request.path(NAME).asString(""));
      return call(export, method, request.path(ARGS), answer);
    }
    Object value = wire.decode(request.path(ARGS).path(0), ValueType.ANYTHING);
    BodyCoroutine.Rest rest =
        export.target instanceof BodyCoroutine<?> body
            ? body.resume(channel, action, value)
            : drive((Coroutine<?>) export.target, action, value);
    answer.putArray(OK).add(rest.word()).add(wire.encode(rest.value(), ValueType.ANYTHING));
    return new Answer(answer, rest.value());
  }

  private Answer call(
      Exports.Export export, KitFunction function, JsonNode given, ObjectNode answer)
      throws Throwable {
    @Nullable Object[] arguments = new Object[given.size()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = wire.decode(given.get(i), function.typeOf(i));
    }
    Object result = function.invoke(export.target, arguments);
    answer.set(OK, wire.encode(result, function.result()));
    return new Answer(answer, result);
  }

  /** Drives a coroutine that the test implements itself. */
  private static BodyCoroutine.Rest drive(
      Coroutine<?> coroutine, String action, @Nullable Object value) throws Exception {
    if (action.equals(CLOSE)) {
      coroutine.close();
      return new BodyCoroutine.Rest(RETURN, null);
    }
    Step<?> step =
        value instanceof Throwable thrown && action.equals(THROW)
            ? coroutine.throwInto(thrown)
            : coroutine.send(value);
    return switch (step) {
      case Step.Suspended<?>(var on) -> new BodyCoroutine.Rest(SUSPEND, on);
      case Step.Returned<?>(var result) -> new BodyCoroutine.Rest(RETURN, result);
    };
  }
}
