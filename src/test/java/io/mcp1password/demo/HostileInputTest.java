package io.mcp1password.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

  private final ConnectStandIn standIn = ConnectStandIn.builder().vaults(1, 0).build();
  private final String vault = standIn.vaultIds().getFirst();
  private final String items = "/v1/vaults/" + vault + "/items";
  private final StandInClient client = new StandInClient(standIn, standIn.adminToken());

  @AfterEach
  void stop() {
    assertThat(client.get(items).array()).isEmpty();
    standIn.close();
  }

  static Stream<byte[]> hostileBodies() {
    return Stream.of(
            "",
            "{",
            "[]",
            "1",
            "null",
            "{\"category\": {}}",
            "{\"vault\": \"x\"}",
            "\u00ff\u00fe{}",
            "[".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "1" + "0".repeat(5_000))
        .map(text -> text.getBytes(ISO_8859_1));
  }

  @ParameterizedTest
  @MethodSource("hostileBodies")
  void aBodyThatIsNoItemIsABadRequest(byte[] body) {
    StandInClient.Reply reply = client.send("POST", items, BodyPublishers.ofByteArray(body));

    assertThat(reply.error()).startsWith("400 Invalid ");
    assertThat(reply.text()).doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"title\": 1",
        "\"title\": []",
        "\"favorite\": \"yes\"",
        "\"tags\": \"a\"",
        "\"tags\": [1]",
        "\"urls\": [\"x\"]",
        "\"fields\": {}",
        "\"fields\": [[]]",
        "\"fields\": [{\"value\": 7}]",
        "\"fields\": [{\"section\": \"s\"}]",
        "\"fields\": [{\"generate\": true, \"recipe\": {\"length\": 1.5}}]",
        "\"fields\": [{\"generate\": true, \"recipe\": {\"length\": 1e400}}]",
        "\"sections\": 3",
      })
  void aMemberOfTheWrongTypeIsABadRequest(String member) {
    String body =
        "{\"category\": \"LOGIN\", \"vault\": {\"id\": \"%s\"}, %s}".formatted(vault, member);

    assertThat(client.post(items, body).error()).startsWith("400 Invalid ");
  }

  @Test
  void aBodyOfMoreThanAMebibyteIsABadRequest() {
    String body = "{\"title\": \"" + "x".repeat(2 << 20) + "\"}";

    assertThat(client.post(items, body).error()).isEqualTo("400 Request body too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/v1", "/v2/vaults", "/v1/vaults/x/things", "/v1/secrets", "//"})
  void anUnknownPathIsNotFoundOrMalformed(String path) {
    assertThat(client.get(path).status()).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
  void vaultsCannotBeWritten(String method) {
    assertThat(client.send(method, "/v1/vaults", BodyPublishers.noBody()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /v1/vaults?filter=%zz HTTP/1.1",
        "GET /v1/vaults/%zz HTTP/1.1",
        "GET /v1/vaults\\x HTTP/1.1",
        "NONSENSE",
      })
  void aMalformedRequestLineIsABadRequest(String line) throws IOException {
    String answer = raw(line);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer).doesNotContain("\tat ");
  }

  @Test
  void anOddSetOfHeadersDoesNoHarm() throws IOException {
    assertThat(raw("HEAD /heartbeat HTTP/1.1")).startsWith("HTTP/1.1 404 ");
    assertThat(List.of(raw("GET /heartbeat HTTP/1.1").split("\r\n\r\n", 2))).last().isEqualTo(".");
  }

  private String raw(String line) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), standIn.port())) {
      socket
          .getOutputStream()
          .write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
