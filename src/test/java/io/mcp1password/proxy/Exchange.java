package io.mcp1password.proxy;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * One request and its answer.
 *
 * @param head the request's head, which was read
 * @param in the rest of what the client sends
 * @param target where requests go
 * @param healed opens when what is held may go on
 */
record Exchange(
    String head, Socket client, InputStream in, InetSocketAddress target, CountDownLatch healed) {

  private static final int LATE_MILLIS = 100;
  private static final int TRICKLE_MILLIS = 50;

  private static final String LIMITED =
      "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n";
  private static final String UNAVAILABLE =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n";

  /** Carries it out; whether the connection can be used again. */
  boolean meet(Mishap mishap) throws IOException, InterruptedException {
    return switch (mishap) {
      case NONE -> {
        answer(forward());
        yield true;
      }
      case CLOSED_WHEN_IDLE -> {
        answer(forward());
        yield false;
      }
      case LATE -> {
        Thread.sleep(LATE_MILLIS);
        HttpMessage answer = forward();
        Thread.sleep(LATE_MILLIS);
        answer(answer);
        yield true;
      }
      case HELD -> {
        healed.await();
        answer(forward());
        yield true;
      }
      case LIMITED -> answerItself(LIMITED);
      case UNAVAILABLE -> answerItself(UNAVAILABLE);
      default -> {
        damage(mishap);
        yield false;
      }
    };
  }

  private void damage(Mishap mishap) throws IOException, InterruptedException {
    if (mishap == Mishap.CUT_IN_REQUEST) {
      return;
    }
    HttpMessage request = HttpMessage.withBody(head, in);
    switch (mishap) {
      case CUT_AFTER_REQUEST -> {}
      case SILENT_BEFORE -> untilTheClientGoes();
      case NOISE -> send("canary-noise\r\n\r\n".getBytes(US_ASCII), Integer.MAX_VALUE);
      default -> damageAnswer(mishap, forward(request));
    }
  }

  private void damageAnswer(Mishap mishap, HttpMessage answer)
      throws IOException, InterruptedException {
    byte[] head = answer.headBytes();
    byte[] body = answer.bodyBytes();
    switch (mishap) {
      case SILENT_AFTER -> untilTheClientGoes();
      case CUT_IN_HEAD -> send(head, head.length / 2);
      case CUT_IN_BODY, RESET_IN_BODY -> {
        // An answer that has no body is cut in its head.
        send(head, body.length == 0 ? head.length / 2 : head.length);
        send(body, body.length / 2);
        if (mishap == Mishap.RESET_IN_BODY) {
          client.setSoLinger(true, 0);
        }
      }
      case TRICKLED_HEAD -> trickle(head);
      case TRICKLED_BODY -> {
        send(head, head.length);
        trickle(body);
      }
      default -> throw new IllegalArgumentException(mishap.name());
    }
  }

  private HttpMessage forward() throws IOException {
    return forward(HttpMessage.withBody(head, in));
  }

  private HttpMessage forward(HttpMessage request) throws IOException {
    try (var server = new Socket(target.getAddress(), target.getPort())) {
      server.getOutputStream().write(request.headBytes());
      server.getOutputStream().write(request.bodyBytes());
      InputStream answer = server.getInputStream();
      String answerHead = HttpMessage.head(answer);
      if (answerHead.isEmpty()) {
        throw new EOFException();
      }
      return HttpMessage.withBody(answerHead, answer);
    }
  }

  private void answer(HttpMessage answer) throws IOException {
    send(answer.headBytes(), Integer.MAX_VALUE);
    send(answer.bodyBytes(), Integer.MAX_VALUE);
  }

  private boolean answerItself(String answer) throws IOException {
    HttpMessage.withBody(head, in);
    send(answer.getBytes(US_ASCII), Integer.MAX_VALUE);
    return true;
  }

  private void send(byte[] bytes, int most) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(bytes, 0, Math.min(most, bytes.length));
    out.flush();
  }

  /** The first half byte by byte, and then nothing any more. */
  private void trickle(byte[] bytes) throws IOException, InterruptedException {
    for (int i = 0; i < bytes.length / 2; i++) {
      client.getOutputStream().write(bytes[i]);
      Thread.sleep(TRICKLE_MILLIS);
    }
    untilTheClientGoes();
  }

  private void untilTheClientGoes() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
