package io.mcp1password.mcp;

import static io.mcp1password.mcp.Fixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterHeaderTest {

  @Test
  void aSchemaMarksArgumentsAtAnyDepth() {
    var schema =
        json(
            """
            {"type": "object", "properties": {
              "a": {"type": "string", "x-mcp-header": "A"},
              "b": {"type": "object", "properties": {
                "c": {"type": "integer", "x-mcp-header": "C"}, "d": {"type": "string"}}}}}
            """);
    assertThat(ParameterHeader.of(schema))
        .containsExactly(
            new ParameterHeader("Mcp-Param-A", List.of("a")),
            new ParameterHeader("Mcp-Param-C", List.of("b", "c")));
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"b\":{\"c\":\"x\"}}',x,true",
    "'{\"b\":{\"c\":\"x\"}}',X,false",
    "'{\"b\":{\"c\":\"x\"}}',,false",
    "'{\"b\":{\"c\":\"\u00e9\"}}',=?base64?w6k=?=,true",
    "'{\"b\":{\"c\":\"\u00e9\"}}',=?base64?w6k?=,false",
    "'{\"b\":{\"c\":42}}',42,true",
    "'{\"b\":{\"c\":42}}',42.0,true",
    "'{\"b\":{\"c\":42}}',forty,false",
    "'{\"b\":{\"c\":true}}',true,true",
    "'{\"b\":{\"c\":true}}',TRUE,false",
    "'{\"b\":{\"c\":null}}',,true",
    "'{\"b\":{\"c\":null}}',null,false",
    "'{\"b\":7}',,true",
    "'{}',,true",
    "'{}',x,false"
  })
  void theHeaderSaysWhatTheArgumentSays(String arguments, String header, boolean fits) {
    var parameter = new ParameterHeader("Mcp-Param-C", List.of("b", "c"));
    assertThat(parameter.fits(Optional.ofNullable(header), json(arguments))).isEqualTo(fits);
  }
}
