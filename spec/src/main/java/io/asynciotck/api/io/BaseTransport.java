package io.asynciotck.api.io;

import io.asynciotck.api.OfClass;
import io.asynciotck.api.PythonName;
import io.asynciotck.spec.ConformanceClass;
import org.jspecify.annotations.Nullable;

/**
 * What all transports have.
 *
 * <p>Python: {@code asyncio.BaseTransport}. Source: asyncio-protocol, Base Transport.
 */
@OfClass(ConformanceClass.TRANSPORTS)
public interface BaseTransport {

  /** Closes the transport when all that was written is sent. Nothing more is received. */
  void close();

  /**
   * Whether the transport is closing or closed.
   *
   * @return whether it is
   */
  boolean isClosing();

  /**
   * Tells something of what the transport uses.
   *
   * @param name what, such as {@code sockname}
   * @return it, or null if it is not known
   */
  @Nullable Object getExtraInfo(String name);

  /**
   * Tells something of what the transport uses.
   *
   * @param name what, such as {@code sockname}
   * @param defaultValue what to return if it is not known
   * @return it
   */
  @Nullable Object getExtraInfo(String name, @PythonName("default") @Nullable Object defaultValue);

  /**
   * Tells which socket the transport uses.
   *
   * @param name {@code socket}
   * @return the socket, of which only names and options are to be asked; null if it is not known
   */
  @PythonName("get_extra_info")
  @Nullable Socket getExtraInfoSocket(String name);

  /**
   * Lets another protocol hear what happens from now on.
   *
   * @param protocol the protocol
   */
  void setProtocol(BaseProtocol protocol);

  /**
   * The protocol that hears what happens.
   *
   * @return the protocol
   */
  BaseProtocol getProtocol();
}
